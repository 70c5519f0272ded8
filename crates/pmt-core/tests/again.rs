//! What is found after an edit with what was known before it is what is found afresh: the model, every finding and
//! every place, whatever the edit was.
//!
//! `PMT_EDITS=10000` sets the number of edits, `PMT_SEED` the seed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    missing_docs
)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::FileId;
use pmt_core::model::Content;
use pmt_core::workspace::{Analysis, File, Memory, SourceFile, Workspace};
use pmt_corpus::Random;
use pmt_syntax::{Parse, parse, parse_again};

const EDITS: u64 = 60;
const SEED: u64 = 20_261_125;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What is typed and pasted.
const TYPED: &[&str] = &[
    "1",
    "字",
    "𠮷",
    "\n",
    "{",
    "}",
    "}\n",
    "\n}\n",
    "\"",
    "\"\"\"",
    "“",
    "：",
    "// 注 𠮷\n",
    "// pmt: 允许 VAL01 不再需要\n",
    "// pmt: 允许 FND05 暂时\n",
    "万元",
    "${申报.主管部门}",
    "${年度资金申请总额}",
    "项目 \"添上\" {\n}\n",
    "项目 \"党组织建设\" {\n  绩效目标: \"某市教育培训管埋委员会培训30人。\"\n  年度资金申请总额: 3万元\n}\n",
    "申报 2023 {\n  版式: 上海\n}\n",
    "  主管部门: \"某局\"\n",
    "。",
];

/// What is said otherwise: each on the left becomes what stands on the right.
const CHANGED: &[(&str, &str)] = &[
    ("2022", "2023"),
    ("主管部门", "主管部们"),
    ("上海", "中央"),
    ("万元", "元"),
    ("预算资金", "预算"),
    ("项目数", "项目教"),
    ("实施单位", "单位代码"),
    (">=", "="),
    ("\"\"\"", ""),
    ("项目 \"", "项目 \"新"),
    ("{", ""),
    ("\n}", "\n"),
    ("\n", "\r\n"),
    ("\r\n", "\n"),
];

/// What a cover says otherwise of all its projects.
const COVERS: &[(&str, &str)] = &[
    ("申报 2022", "申报 2021"),
    ("申报 2022", "申报 2026"),
    ("版式: 上海", "版式: 中央"),
    ("主管部门: \"", "主管部门: \"又"),
    ("主管部门: ", "主管部们: "),
    ("项目数: ", "预算单位数: 1\n  项目数: "),
];

const SETTINGS: &[&str] = &[
    "",
    "edition = \"上海\"\n",
    "[severity]\nVAL = \"off\"\nFND01 = \"hint\"\n",
    "[limits]\nproject_name = 4\nindicator_name = 5\n[exchange]\n",
    "[[overrides]]\npaths = [\"松江/*\"]\n[overrides.severity]\nSTR = \"off\"\n",
];

/// The repository's examples and fixtures: a declaration a folder, one in a single file, units below another one.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut add = |folder: &Path, to: &str| {
        let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
        found.sort();
        for path in found.iter().filter(|path| path.extension().is_some_and(|end| end == "pmt")) {
            let name = path.file_name().unwrap().to_str().unwrap();
            files.push((format!("{to}{name}"), std::fs::read_to_string(path).unwrap()));
        }
    };
    add(&root.join("../../examples/findings"), "档案/");
    add(&root.join("../../examples/songjiang-2022"), "松江/");
    add(&root.join("../../examples/songjiang-2022-revised"), "松江/改/");
    let cover = "申报 2022 {\n  版式: 上海\n  主管部门: \"某市教育培训管理委员会\"\n  项目数: 9\n}\n\n";
    let projects = |folder: &str| {
        let all = files.iter().filter(|(path, _)| path.starts_with(folder) && !path.ends_with("申报.pmt"));
        all.fold(String::new(), |text, (_, one)| text + one + "\n")
    };
    let single = format!("{cover}{}{}", projects("松江/"), projects("档案/"));
    let coverless = projects("档案/");
    let mut fixtures: Vec<_> = std::fs::read_dir(root.join("tests/fixtures")).unwrap().collect();
    fixtures.sort_by_key(|one| one.as_ref().unwrap().path());
    let fixtures = fixtures.into_iter().map(|one| std::fs::read_to_string(one.unwrap().path()).unwrap());
    let fixtures = fixtures.fold(cover.replace('9', "99"), |text, one| text + &one + "\n");
    files.push(("合/申报.pmt".to_owned(), single.replace('\n', "\r\n")));
    files.push(("合/下属/申报.pmt".to_owned(), single.replacen("管理委员会", "中心", 1)));
    files.push(("例/全部.pmt".to_owned(), fixtures));
    files.push(("无封面.pmt".to_owned(), coverless));
    files.push(("空.pmt".to_owned(), String::new()));
    files
}

/// A file as an editor's server has it.
struct Open {
    text: String,
    before: String,
    first: String,
    parse: Parse,
}

struct Run {
    random: Random,
    paths: Vec<String>,
    open: Vec<Open>,
    workspace: Workspace,
    settings: Settings,
    memory: Memory,
    known: BTreeMap<FileId, Vec<String>>,
    /// How many projects were taken over from before an edit.
    taken: usize,
}

fn id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap())
}

fn listed(analysis: Analysis<'_>) -> (BTreeSet<FileId>, BTreeMap<FileId, Vec<String>>) {
    let mut by_file: BTreeMap<FileId, Vec<String>> = BTreeMap::new();
    let mut about = BTreeSet::new();
    for one in analysis.declarations {
        about.extend(one.declaration.files);
        for finding in one.findings {
            by_file.entry(finding.site.file).or_default().push(format!("{finding:?}"));
        }
        for silenced in one.silenced {
            by_file.entry(silenced.finding.site.file).or_default().push(format!("{silenced:?}"));
        }
    }
    for finding in analysis.stray_findings {
        by_file.entry(finding.site.file).or_default().push(format!("{finding:?}"));
    }
    for found in by_file.values_mut() {
        found.sort();
    }
    (about, by_file)
}

/// The model with every place; what is the same content is told apart by numbers that differ from run to run.
fn model(file: &File) -> String {
    let shown = format!("{:?} {:?} {}", file.model, file.suppressions, file.doubtful);
    let mut parts = shown.split("Content(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + "Content" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

impl Run {
    fn new(seed: u64) -> Self {
        let (paths, texts): (Vec<String>, Vec<String>) = sources().into_iter().unzip();
        let open = texts.into_iter().map(|text| Open {
            parse: parse(text.as_str()),
            before: text.clone(),
            first: text.clone(),
            text,
        });
        let mut run = Self {
            random: Random::seeded(seed),
            paths,
            open: open.collect(),
            workspace: Workspace::default(),
            settings: Settings::default(),
            memory: Memory::default(),
            known: BTreeMap::new(),
            taken: 0,
        };
        run.read();
        run
    }

    /// The workspace anew, as after files came or went.
    fn read(&mut self) {
        let all = self.paths.iter().zip(&self.open);
        let all = all.map(|(path, open)| SourceFile { path: path.clone(), text: open.text.as_str().into() });
        self.workspace = Workspace::new(all.collect());
        self.memory = Memory::default();
        self.analyse_all();
    }

    fn analyse_all(&mut self) {
        self.known = listed(self.workspace.analyse_again(&self.settings, &self.memory, |_| true)).1;
    }

    /// What a text becomes.
    fn edited(&mut self, index: usize) -> String {
        let Open { text, before, first, .. } = &self.open[index];
        let random = &mut self.random;
        let place = |random: &mut Random| {
            let at = random.below(text.len() + 1);
            (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
        };
        match random.below(15) {
            0..=3 => {
                let at = place(random);
                format!("{}{}{}", &text[..at], random.pick(TYPED), &text[at..])
            }
            4 => {
                let (a, b) = (place(random), place(random));
                let (from, to) = (a.min(b), a.max(b).min(a.min(b) + random.below(300)));
                let to = (from..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                format!("{}{}", &text[..from], &text[to..])
            }
            5..=7 => {
                let (from, to) = CHANGED[random.below(CHANGED.len())];
                let all: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
                if from == "\n" || from == "\r\n" || all.is_empty() {
                    return text.replace(from, to);
                }
                let at = all[random.below(all.len())];
                format!("{}{to}{}", &text[..at], &text[at + from.len()..])
            }
            // Whole lines change places.
            8 => {
                let (a, b) = (place(random), place(random));
                let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
                let (from, to) = (line(a.min(b)), line(a.max(b)));
                format!("{}{}{}", &text[..from], &text[to..], &text[from..to])
            }
            9 | 10 => before.clone(),
            11..=13 => {
                let (from, to) = COVERS[random.below(COVERS.len())];
                text.replacen(from, to, 1)
            }
            _ => first.clone(),
        }
    }

    fn edit(&mut self) {
        // Where much depends on a file, more often.
        let covered: Vec<usize> =
            (0..self.open.len()).filter(|index| self.open[*index].text.contains("申报 20")).collect();
        let index = match self.random.below(2) {
            0 if !covered.is_empty() => covered[self.random.below(covered.len())],
            _ => self.random.below(self.open.len()),
        };
        let text: Arc<str> = self.edited(index).into();
        let open = &mut self.open[index];
        let (parse, same) = parse_again(&open.parse, Arc::clone(&text));
        let old = Arc::clone(&self.workspace.files()[index]);
        let file = Arc::new(old.again(&parse, &same));
        open.before = std::mem::replace(&mut open.text, text.to_string());
        open.parse = parse;
        assert_eq!(
            model(&file),
            model(&File::new(id(index), SourceFile { path: self.paths[index].clone(), text }))
        );
        let before: HashSet<Content> = old.model.projects.iter().map(|project| project.content).collect();
        let taken = file.model.projects.iter().filter(|project| before.contains(&project.content));
        self.taken += taken.count();
        let regrouped = old.model.covers.is_empty() != file.model.covers.is_empty();
        self.workspace = self.workspace.with_files(vec![file]);
        if regrouped {
            self.analyse_all();
            return;
        }
        let analysis = self.workspace.analyse_again(&self.settings, &self.memory, |file| file == id(index));
        let (mut about, found) = listed(analysis);
        about.insert(id(index));
        self.known.retain(|file, _| !about.contains(file));
        self.known.extend(found);
    }

    fn step(&mut self) {
        match self.random.below(20) {
            0 => {
                self.settings = Settings::parse(self.random.pick(SETTINGS)).unwrap();
                self.analyse_all();
            }
            1 if self.random.below(3) == 0 => {
                let index = self.random.below(self.open.len());
                if self.open.len() > 12 {
                    self.open.remove(index);
                    self.paths.remove(index);
                } else {
                    let text = self.open[index].first.clone();
                    let parse = parse(text.as_str());
                    self.open.push(Open { before: text.clone(), first: text.clone(), text, parse });
                    self.paths.push(format!("松江/新/{index}.pmt"));
                }
                self.read();
            }
            _ => self.edit(),
        }
        assert_eq!(self.known, listed(self.workspace.analyse(&self.settings)).1);
    }
}

#[test]
fn what_is_found_again_is_what_is_found_afresh() {
    let seed = setting("PMT_SEED", SEED);
    let mut run = Run::new(seed);
    for step in 0..setting("PMT_EDITS", EDITS) {
        println!("PMT_SEED={seed}, edit {step}");
        run.step();
    }
    assert!(run.taken > 300, "{} projects were taken over", run.taken);
}
