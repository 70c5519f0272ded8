//! Prints a file's tree and errors: `cargo run -p pmt-syntax --example dump FILE`.

use std::io::Read as _;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    match std::env::args().nth(1) {
        Some(path) => text = std::fs::read_to_string(path)?,
        None => {
            std::io::stdin().read_to_string(&mut text)?;
        }
    }
    let parse = pmt_syntax::parse(text.as_str());
    print!("{}", pmt_syntax::dump(&parse.tree));
    for error in &parse.errors {
        println!("{:?} {:?} {:?} fix={:?}", error.kind, error.span.text(&text), error.related, error.fix);
    }
    Ok(())
}
