//! The cost lines of a task that has an amount and none: the whole amount as one line, to be taken apart.

use pmt_syntax::Edit;

use super::{Asked, Kind, Offer, indent_at, indented, insertion, item_at, touch, written};
use crate::edition::{Edition, Key};
use crate::text::Message;

pub(super) fn offer(asked: &Asked<'_>) -> Option<Offer> {
    let file = asked.workspace.file(asked.file)?;
    let mut tasks = file.model.projects.iter().flat_map(|project| project.tasks());
    let task = tasks.find(|task| touch(task.span, asked.span))?;
    let amount = task.amount.filter(crate::amount::Amount::is_written)?;
    if task.costing_span.is_some() || task.broken || task.unread {
        return None;
    }
    let text = asked.text();
    let item = item_at(asked.parse, task.span)?;
    let label = Key::Costing.label(Edition::Common);
    let own = indent_at(text, task.span.start).unwrap_or_default();
    let lines = format!("{label} {{\n  {}: {}\n}}\n", written(&task.name.value), amount.prose());
    let edit = match item.block() {
        Some(block) => {
            let last = block.items().last();
            let indent = last.and_then(|item| indent_at(text, item.span().start)).map(str::to_owned);
            let indent = indent.unwrap_or_else(|| format!("{own}  "));
            insertion(text, block, last, &indented(&lines, &indent))
        }
        None => {
            let inner = indented(&lines, &format!("{own}  "));
            Edit { span: pmt_syntax::Span::empty(end(text, task.span)), text: format!(" {{\n{inner}{own}}}") }
        }
    };
    Some(Offer {
        kind: Kind::Rewrite,
        title: Message::new(
            format!("为任务“{}”写出{label}", task.name.value),
            format!("Add {label} to the task “{}”", task.name.value),
        ),
        edits: vec![edit],
        answers: Vec::new(),
    })
}

/// Where an item ends, blanks left out.
fn end(text: &str, span: pmt_syntax::Span) -> u32 {
    let trimmed = span.text(text).trim_end().len();
    span.start.saturating_add(u32::try_from(trimmed).unwrap_or(u32::MAX)).min(span.end)
}
