//! The cover of a folder whose projects have none: what they agree on is taken from them, what follows from them is not
//! written.

use pmt_syntax::Span;

use super::Asked;
use crate::edition::{Edition, Key};
use crate::finding::Site;
use crate::template::For;
use crate::text::Message;
use crate::workspace::File;

/// A cover to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCover {
    /// What it does.
    pub title: Message,
    /// The name of its file, which is to stand beside the project's.
    pub name: String,
    /// Its text.
    pub text: String,
}

pub(super) fn new(asked: &Asked<'_>) -> Option<NewCover> {
    let file = asked.workspace.file(asked.file)?;
    if !file.model.projects.iter().any(|project| super::touch(project.head, asked.span)) {
        return None;
    }
    let declaration = asked
        .workspace
        .declaration_of(Site { file: asked.file, span: Span::empty(asked.span.start) }, asked.settings)?;
    let year = declaration.year?;
    if declaration.cover.is_some() {
        return None;
    }
    let label = Key::Declaration.label(Edition::Common);
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = format!("{label}.pmt");
    let files: Vec<&File> =
        asked.workspace.files().iter().map(AsRef::as_ref).filter(|one| is_below(&one.path, folder)).collect();
    let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    if files.iter().any(|one| one.path == path) {
        return None;
    }
    let projects = files.iter().flat_map(|one| &one.model.projects);
    let mut departments =
        projects.filter_map(|project| project.department.as_ref()).map(|name| name.value.as_str());
    let first = departments.next().unwrap_or_default();
    let department = if departments.all(|other| other == first) { first } else { "" };
    // The edition stays the one that the configuration chooses.
    let of = For { region: None, year, department, lang: asked.lang };
    Some(NewCover {
        title: Message::new(
            format!("新建{label}文件（{name}），主管部门取自项目，项目数和预算资金由项目得出"),
            format!("Create the cover ({name}): the department is the projects', counts and sums follow"),
        ),
        name,
        text: of.cover(),
    })
}

/// Whether a file lies in a folder or below it.
fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
