//! Prints a file in canonical spelling: `cargo run -p pmt-syntax --example fmt FILE`.
fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let parse = pmt_syntax::parse(std::fs::read_to_string(path)?);
    print!("{}", pmt_syntax::format(&parse).unwrap_or_else(|| format!("{:?}\n", parse.errors)));
    Ok(())
}
