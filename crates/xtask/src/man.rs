//! `cargo xtask man`: a man page per command, made from the command line's own shape, laid out as a system keeps them:
//! `man1/` in English, `zh_CN/man1/` in Chinese.

use std::fs;
use std::path::Path;

use clap_mangen::Man;
use pmt_core::text::Lang;

use crate::error::Error;
use crate::process::root;

/// Writes the pages into a folder (below the repository's root unless absolute).
pub fn write(folder: &Path) -> Result<(), Error> {
    let folder = root().join(folder);
    let mut count: usize = 0;
    for (lang, below) in [(Lang::En, "man1"), (Lang::Zh, "zh_CN/man1")] {
        let folder = folder.join(below);
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        for (name, page) in pages(lang)? {
            let path = folder.join(name);
            fs::write(&path, page).map_err(Error::file(&path))?;
            count = count.saturating_add(1);
        }
    }
    println!("{count} man pages: {}", folder.display());
    Ok(())
}

/// The program's page and one for each command.
fn pages(lang: Lang) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut whole = pmt_cli::command_line(lang);
    whole.build();
    let commands = whole.get_subcommands().map(|command| {
        let name = format!("{}-{}", whole.get_name(), command.get_name());
        (name.clone(), command.clone().name(name))
    });
    let mut all = vec![(whole.get_name().to_owned(), whole.clone())];
    all.extend(commands);
    let pages = all.into_iter().map(|(name, command)| {
        let mut page = Vec::new();
        let file = format!("{name}.1");
        Man::new(command).render(&mut page).map_err(Error::file(Path::new(&file)))?;
        Ok((file, page))
    });
    pages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_in_each_language() {
        for (lang, word) in [(Lang::En, "Check declarations"), (Lang::Zh, "检查申报")] {
            let pages = pages(lang).unwrap();
            let named = |name: &str| {
                let page = pages.iter().find(|(file, _)| file == name);
                String::from_utf8(page.unwrap().1.clone()).unwrap()
            };
            assert!(named("pmt-lint.1").contains(word));
            for name in ["pmt.1", "pmt-explain.1", "pmt-init.1", "pmt-completions.1"] {
                assert!(named(name).starts_with(".ie"), "{name}");
            }
        }
    }
}
