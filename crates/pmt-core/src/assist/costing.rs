//! The cost lines of a task that has an amount and none: the whole amount as one line, to be taken apart.

use pmt_syntax::{Edit, Span};

use super::{Asked, Kind, Offer, body, indent_at, indented, insertion, item_at, touch, written};
use crate::edition::{Edition, Key};
use crate::text::Message;

pub(super) fn offer(asked: &Asked<'_>) -> Option<Offer> {
    let file = asked.workspace.file(asked.file)?;
    let mut tasks = file.model.projects.iter().flat_map(crate::model::Project::tasks);
    let task = tasks.find(|task| touch(task.span, asked.span))?;
    let amount = task.amount.filter(crate::amount::Amount::is_written)?;
    if task.costing_span.is_some() || task.broken || task.unread {
        return None;
    }
    let text = asked.text();
    let item = item_at(asked.parse, task.span)?;
    let label = Key::Costing.label(Edition::Common);
    let on_one_line = format!("{label} {{ {}: {} }}", written(&task.name.value), amount.prose());
    let indent = indent_at(text, task.span.start);
    let own = indent.unwrap_or_default();
    let lines = format!("{label} {{\n  {}: {}\n}}\n", written(&task.name.value), amount.prose());
    let edit = match item.block() {
        // Beside something else on its line, it stays on that line.
        None if indent.is_none() => {
            Edit { span: Span::empty(body(item).end), text: format!(" {{ {on_one_line} }}") }
        }
        Some(block) => {
            let last = block.items().last();
            let indent = last.and_then(|item| indent_at(text, item.span().start)).map(str::to_owned);
            let indent = indent.unwrap_or_else(|| format!("{own}  "));
            insertion(text, block, last, &indented(&lines, &indent))
        }
        None => {
            let inner = indented(&lines, &format!("{own}  "));
            Edit { span: Span::empty(body(item).end), text: format!(" {{\n{inner}{own}}}") }
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
        wants_reason: None,
    })
}
