//! `cargo xtask picture`: the printed form of an example as a picture for the documentation.
//!
//! The form's fonts come with Chinese Windows only. For the picture, what looks most like them stands in for each, by a
//! configuration of fonts that nothing else reads.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, root, run, said};
use crate::system;

/// Whose first form is shown.
const EXAMPLE: &str = "examples/songjiang-2022-revised";
/// Where the picture goes.
const PICTURE: &str = "docs/images/form.png";
/// What stands on the page with the form and on none before.
const MARK: &str = "一级指标";
/// Dots to the inch.
const RESOLUTION: f64 = 100.0;
/// Below this stands the page's number alone, in points.
const FOOT: f64 = 790.0;
/// White around the form, in points.
const AROUND: f64 = 12.0;

/// The fonts of the form, and of its digits, each with what stands in for it.
const FONTS: [(&str, &str); 4] = [
    ("方正小标宋简体", "Noto Serif CJK SC"),
    ("仿宋_GB2312", "Noto Serif CJK SC"),
    ("黑体", "Noto Sans CJK SC"),
    ("Times New Roman", "Liberation Serif"),
];

/// Writes it.
pub fn write() -> Result<(), Error> {
    system::program_of("soffice", &["libreoffice-writer-nogui"]).map_err(Error::Lacking)?;
    system::program("pdftoppm", "poppler-utils").map_err(Error::Lacking)?;
    if !FONTS.iter().all(|(_, font)| system::has_font(font)) {
        system::install(&["fonts-noto-cjk", "fonts-liberation", "fontconfig"]).map_err(Error::Lacking)?;
    }
    let folder = root().join("target/picture");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let fonts = folder.join("fonts.conf");
    fs::write(&fonts, configuration()).map_err(Error::file(&fonts))?;
    let document = folder.join("form.docx");
    let export = ["run", "--quiet", "--", "export", "--to", "docx", "--force", EXAMPLE, "-o"];
    run(Command::new(cargo()).args(export).arg(&document))?;
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    run(Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .arg(&document)
        .env("FONTCONFIG_FILE", &fonts))?;
    draw(&folder.join("form.pdf"))
}

/// Which font stands in for which.
fn configuration() -> String {
    let rules = FONTS.map(|(font, instead)| {
        format!(
            "<match><test name=\"family\"><string>{font}</string></test>\
             <edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>{instead}</string></edit></match>\n"
        )
    });
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n\
         <include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n{}</fontconfig>\n",
        rules.concat()
    )
}

/// Draws the form of the first page that has one, with a little white around it.
fn draw(pdf: &Path) -> Result<(), Error> {
    let words = said(Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-"))?;
    let pages: Vec<&str> = words.split("<page ").collect();
    let number = pages.iter().position(|page| page.contains(MARK)).unwrap_or(0);
    let words = pages.get(number).into_iter().flat_map(|page| page.lines()).filter_map(edges_of);
    let form = words.filter(|[_, _, _, bottom]| *bottom < FOOT).reduce(|all, word| {
        [all[0].min(word[0]), all[1].min(word[1]), all[2].max(word[2]), all[3].max(word[3])]
    });
    let Some([left, top, right, bottom]) = form else {
        return Err(Error::Output { command: "pdftotext".to_owned(), what: "no form".to_owned() });
    };
    let dots = |points: f64| format!("{:.0}", points * RESOLUTION / 72.0);
    let page = number.to_string();
    run(Command::new("pdftoppm")
        .args(["-png", "-gray", "-singlefile", "-f", &page, "-l", &page, "-r", &dots(72.0)])
        .args(["-x", &dots(left - AROUND), "-y", &dots(top - AROUND)])
        .args(["-W", &dots(right - left + 2.0 * AROUND), "-H", &dots(bottom - top + 2.0 * AROUND)])
        .arg(pdf)
        .arg(root().join(PICTURE).with_extension("")))
}

/// The left, upper, right and lower edge of a word that poppler lists.
fn edges_of(line: &str) -> Option<[f64; 4]> {
    let edge = |name: &str| {
        let (_, value) = line.split_once(&format!("{name}=\""))?;
        value.split('"').next()?.parse::<f64>().ok()
    };
    Some([edge("xMin")?, edge("yMin")?, edge("xMax")?, edge("yMax")?])
}
