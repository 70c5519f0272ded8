//! The shapes that an editor can offer without being asked: whole files and blocks, in each edition in use.

use pmt_core::edition::{Edition, FORMS, Key, Place};

use super::shape::Shape;

/// Text with places to fill in, as editors write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSnippet {
    /// What it is chosen by.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its text, with `$1` and `${1:…}` for the places.
    pub body: String,
    /// Whether it is all of a file.
    pub is_file: bool,
}

/// A year that no form has: it stands for the year in which the snippet is used.
const THIS_YEAR: i32 = 9999;

/// All of them. What a project takes from its cover is left out.
pub fn snippets() -> Vec<FileSnippet> {
    let mut all = Vec::new();
    for region in Edition::regions() {
        let Some(form) = FORMS.iter().rfind(|form| form.region == region) else { continue };
        let shape = Shape { edition: form.edition, year: THIS_YEAR, place: Place::File };
        let of = |key: Key| format!("{}（{}）", key.label(form.edition), form.edition.name());
        let cover = shape.cover(Some(region)).as_snippet();
        all.push(snippet(&of(Key::Declaration), Key::Declaration, &cover, true));
        let project = shape.project(|key| matches!(key, Key::Department | Key::Unit)).as_snippet();
        all.push(snippet(&of(Key::Project), Key::Project, &project, true));
    }
    let shape = Shape { edition: Edition::Common, year: THIS_YEAR, place: Place::Plan };
    let task = Key::Task.label(Edition::Common);
    all.push(snippet(task, Key::Task, &shape.task().as_snippet(), false));
    all
}

fn snippet(name: &str, key: Key, body: &str, is_file: bool) -> FileSnippet {
    FileSnippet {
        name: name.to_owned(),
        description: format!("{} / {}", key.meaning_zh(), key.meaning_en()),
        body: body.replace(&THIS_YEAR.to_string(), "$CURRENT_YEAR"),
        is_file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_and_a_project_for_each_region_and_a_task() {
        let all = snippets();
        assert_eq!(all.len(), Edition::regions().len() * 2 + 1);
        let task = all.last().unwrap();
        assert!(task.body.starts_with("任务 \"$1\": "), "{}", task.body);
        assert!(all.iter().all(|one| !one.body.contains("9999")));
    }
}
