//! `pmt compile`: the JSON is the result; what stands in its way goes to standard error.

use std::collections::BTreeSet;

use pmt_core::compile::{Compilation, CompiledDeclaration, Mode, compile};
use pmt_core::finding::{FileId, Finding};
use pmt_core::json::{Document, Layout as JsonLayout};
use pmt_core::text::{Lang, Words};
use rayon::prelude::*;

use super::{ERRORS, unread};
use crate::args::{Compile, CompileTo, Layout};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Reach, Session, load};
use crate::output;
use crate::problem::{Problem, show};
use crate::report::{Format, Outcome, Part};

/// Compiles the declarations that have a named file.
pub fn run(options: &Compile, console: &mut Console) -> Exit {
    let loaded = load(&options.paths, Reach::Declarations);
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    if loaded.sessions.is_empty() && unread(&loaded) > 0 {
        return failed;
    }
    let mode = if options.draft { Mode::Draft } else { Mode::Final };
    let made: Vec<Made<'_>> = loaded.sessions.par_iter().map(|session| Made::new(session, mode)).collect();
    // A project that could not be read would be missing from the JSON without a trace.
    let whole = loaded.problems.is_empty();
    if options.layout == Layout::Lines {
        lines(options, made, mode, whole, console).max(failed)
    } else {
        one_document(options, made, mode, &loaded, console).max(failed)
    }
}

/// A session, compiled, and of it what was asked for.
struct Made<'a> {
    session: &'a Session,
    compilation: Compilation,
}

impl<'a> Made<'a> {
    fn new(session: &'a Session, mode: Mode) -> Self {
        let mut compilation = compile(&session.workspace, &session.settings, mode);
        let wanted = wanted(session, &compilation);
        compilation.declarations.retain(|declaration| wanted.contains(declaration.place.as_str()));
        compilation.stray_findings.retain(|finding| session.concerns(finding));
        Self { session, compilation }
    }

    /// What was found, for a report.
    fn part(&self) -> Part<'a> {
        let findings = self.compilation.findings().into_iter().cloned().collect();
        Part { session: self.session, findings, rules: self.compilation.rules.clone() }
    }
}

/// The places of the declarations that a named file belongs to: for each the nearest.
fn wanted(session: &Session, compilation: &Compilation) -> BTreeSet<String> {
    let places: BTreeSet<&str> =
        compilation.declarations.iter().map(|declaration| declaration.place.as_str()).collect();
    let mut wanted = BTreeSet::new();
    for (number, file) in session.workspace.files().iter().enumerate() {
        if !session.is_named(FileId(u32::try_from(number).unwrap_or(u32::MAX))) {
            continue;
        }
        let mut here = file.path.as_str();
        loop {
            if places.contains(here) {
                wanted.insert(here.to_owned());
                break;
            }
            if here.is_empty() {
                break;
            }
            here = here.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    wanted
}

fn one_document(
    options: &Compile,
    made: Vec<Made<'_>>,
    mode: Mode,
    loaded: &Loaded,
    console: &Console,
) -> Exit {
    let refused = made.iter().any(|made| made.compilation.refusal().is_some());
    if refused || !loaded.problems.is_empty() {
        refuse(made.iter().map(Made::part).collect(), loaded, console);
        return if refused { Exit::Found } else { Exit::Failed };
    }
    let declarations: Vec<_> = made
        .into_iter()
        .flat_map(|made| made.compilation.declarations)
        .map(|compiled| compiled.declaration)
        .collect();
    let document = Document::new(mode == Mode::Draft, declarations);
    let layout = if options.layout == Layout::Compact { JsonLayout::Compact } else { JsonLayout::Indented };
    let mut json = Vec::new();
    match document.write(layout, &mut json) {
        Ok(()) => deliver(options, &json, Exit::Done, console),
        Err(error) => internal(&error, console),
    }
}

/// Shows what stands in the way of a document.
fn refuse(parts: Vec<Part<'_>>, loaded: &Loaded, console: &Console) {
    let outcome = Outcome::all(parts, unread(loaded));
    let view = console.stderr_view();
    let mut bytes = Format::Human.render(&outcome, ERRORS, view);
    let refused = console.words(Words { zh: "没有编译。\n", en: "Not compiled.\n" });
    bytes.extend(refused.bytes());
    console.aside(&bytes);
}

/// A line per declaration.
fn lines(options: &Compile, made: Vec<Made<'_>>, mode: Mode, whole: bool, console: &Console) -> Exit {
    let mut json = Vec::new();
    let mut names = Vec::new();
    let mut parts = Vec::new();
    let mut refused = false;
    for Made { session, compilation } in made {
        let Compilation { declarations, stray_findings, rules, .. } = compilation;
        let mut findings = stray_findings;
        refused |= findings.iter().any(|finding| finding.severity == ERRORS.fail_on);
        for one in declarations {
            if one.refusal.is_some() {
                refused = true;
                names.push(name(&one, session, console.lang()));
                findings.extend(one.findings);
                continue;
            }
            match one.document(mode).map(|document| document.write(JsonLayout::Compact, &mut json)) {
                Some(Err(error)) => return internal(&error, console),
                Some(Ok(())) | None => {}
            }
        }
        findings.sort_by_key(Finding::order);
        parts.push(Part { session, findings, rules });
    }
    if refused {
        let view = console.stderr_view();
        let mut bytes = Format::Human.findings(&Outcome::all(parts, 0), view);
        for name in names {
            bytes.extend(name.bytes());
        }
        console.aside(&bytes);
    }
    if !whole {
        // Which declaration the unread file belongs to is not known, so none is sure to be complete.
        let why = console.words(Words {
            zh: "有文件没有读到，不知道缺了哪份申报的内容：没有写出 JSON。\n",
            en: "A file was not read, and any declaration may lack it: no JSON was written.\n",
        });
        console.aside(why.as_bytes());
        return Exit::Failed;
    }
    deliver(options, &json, if refused { Exit::Found } else { Exit::Done }, console)
}

fn name(one: &CompiledDeclaration, session: &Session, lang: Lang) -> String {
    let errors = one.findings.iter().filter(|finding| finding.severity == ERRORS.fail_on).count();
    let place = show(&session.folder_shown(&one.place));
    match lang {
        Lang::Zh => format!("没有编译 {place}：有 {errors} 个错误\n"),
        Lang::En => format!("not compiled: {place}: {errors} error(s)\n"),
    }
}

fn deliver(options: &Compile, json: &[u8], exit: Exit, console: &Console) -> Exit {
    match &options.to {
        CompileTo::Stdout => console.result(json, exit),
        CompileTo::Nothing => exit,
        CompileTo::File(path) => match output::write(path, json) {
            Ok(()) => exit,
            Err(problem) => {
                console.problem(&problem);
                Exit::Failed
            }
        },
    }
}

fn internal(error: &std::io::Error, console: &Console) -> Exit {
    console.problem(&Problem::Internal { what: error.to_string() });
    Exit::Failed
}
