//! References inside one project: from indicators to tasks, from tasks to bodies.

use std::collections::HashSet;

use super::Lowerer;
use super::fields::{as_value, label, offer_nearest};
use crate::edition::Key;
use crate::model::{At, Project};
use crate::rules::language::REF01;

/// Most unknown names of a project for which the nearest one is looked for.
const MOST_OFFERED: usize = 100;
/// Most names that a finding lists.
const MOST_LISTED: usize = 10;

impl Lowerer<'_> {
    pub(super) fn check_references(&mut self, project: &Project) {
        let tasks: Vec<&str> = project.tasks().iter().map(|task| task.name.value.as_str()).collect();
        let task_set: HashSet<&str> = tasks.iter().copied().collect();
        let mut seen = 0;
        let plan_broken = project.plan.as_ref().is_some_and(|plan| plan.broken);
        for name in project.indicators.iter().flat_map(|indicator| &indicator.tasks) {
            if !task_set.contains(name.value.as_str()) && !plan_broken {
                self.report_unknown_name(name, Key::Task, &tasks, &mut seen);
            }
        }
        let bodies: Vec<&str> =
            project.declared_bodies().iter().map(|body| body.name.value.as_str()).collect();
        let body_set: HashSet<&str> = bodies.iter().copied().collect();
        let bodies_broken = project.bodies.as_ref().is_some_and(|bodies| bodies.broken);
        // Without 实施主体 at all, that is what is missing; no name in it is.
        let has_bodies = project.bodies.is_some();
        let body_prose = project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref());
        let body_prose = body_prose.map(|prose| prose.expand(|_| String::new()));
        let mentioned = |name: &str| body_prose.as_ref().is_some_and(|prose| prose.text().contains(name));
        for name in project.tasks().iter().flat_map(|task| &task.owners) {
            if has_bodies
                && !body_set.contains(name.value.as_str())
                && !bodies_broken
                && !mentioned(&name.value)
            {
                self.report_unknown_name(name, Key::Bodies, &bodies, &mut seen);
            }
        }
    }

    /// `seen` counts the unknown names of the project: a nearest one is offered for the first of them only.
    fn report_unknown_name(&mut self, name: &At<String>, of: Key, known: &[&str], seen: &mut usize) {
        *seen = seen.saturating_add(1);
        let offered = if *seen > MOST_OFFERED { &[][..] } else { known };
        let declared = label(of);
        let written = name.span.text(self.tree.text());
        let finding = self.finding(
            &REF01,
            name.span,
            format!("“{declared}”中没有“{}”", name.value),
            format!("“{declared}” has no “{}”", name.value),
        );
        let mut finding = offer_nearest(finding, &name.value, offered.iter().copied(), name.span);
        let quoted = !written.starts_with(|c: char| c.is_alphanumeric());
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.text = if quoted { pmt_syntax::quote(&edit.text) } else { as_value(&edit.text) };
        }
        if finding.advice.is_none() {
            let mut list = known.iter().take(MOST_LISTED).copied().collect::<Vec<_>>().join("、");
            if known.len() > MOST_LISTED {
                list.push('…');
            }
            finding = if known.is_empty() {
                finding
                    .advise(format!("先写明这个{declared}。"), format!("Give it under “{declared}” first."))
            } else {
                finding.advise(format!("已写明的有：{list}。"), format!("Given: {list}."))
            };
        }
        self.findings.push(finding);
    }
}
