//! References inside one project: 对应 to tasks, 责任 to bodies.

use std::collections::HashSet;

use super::Lowerer;
use super::fields::{as_value, offer_nearest};
use crate::model::{At, Project};
use crate::rules::language::REF01;

impl Lowerer<'_> {
    pub(super) fn check_references(&mut self, project: &Project) {
        let tasks: Vec<&str> = project.tasks().iter().map(|task| task.name.value.as_str()).collect();
        let task_set: HashSet<&str> = tasks.iter().copied().collect();
        let plan_broken = project.plan.as_ref().is_some_and(|plan| plan.broken);
        for name in project.indicators.iter().flat_map(|indicator| &indicator.tasks) {
            if !task_set.contains(name.value.as_str()) && !plan_broken {
                self.report_unknown_name(name, "任务", "task", &tasks);
            }
        }
        let bodies: Vec<&str> =
            project.declared_bodies().iter().map(|body| body.name.value.as_str()).collect();
        let body_set: HashSet<&str> = bodies.iter().copied().collect();
        let bodies_broken = project.bodies.as_ref().is_some_and(|bodies| bodies.broken);
        let body_prose = project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref());
        let mentioned = |name: &str| {
            body_prose.is_some_and(|prose| prose.expand(|_| String::new()).text().contains(name))
        };
        for name in project.tasks().iter().flat_map(|task| &task.owners) {
            if !body_set.contains(name.value.as_str()) && !bodies_broken && !mentioned(&name.value) {
                self.report_unknown_name(name, "实施主体", "body under 实施主体", &bodies);
            }
        }
    }

    fn report_unknown_name(&mut self, name: &At<String>, zh: &str, en: &str, known: &[&str]) {
        let written = name.span.text(self.tree.text());
        let finding = self.finding(
            &REF01,
            name.span,
            format!("没有叫“{}”的{zh}", name.value),
            format!("there is no {en} named “{}”", name.value),
        );
        let mut finding = offer_nearest(finding, &name.value, known.iter().copied(), name.span);
        let quoted = !written.starts_with(|c: char| c.is_alphanumeric());
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.text = if quoted { pmt_syntax::quote(&edit.text) } else { as_value(&edit.text) };
        }
        if finding.advice.is_none() {
            let list = known.join("、");
            finding = if known.is_empty() {
                finding.advise(format!("先声明这个{zh}。"), format!("Declare the {en} first."))
            } else {
                finding.advise(format!("已声明的有：{list}。"), format!("Declared: {list}."))
            };
        }
        self.findings.push(finding);
    }
}
