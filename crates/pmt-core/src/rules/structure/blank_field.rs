//! STR01: a required field that is there but says nothing.

use crate::edition::{Edition, Key, is_placeholder};
use crate::finding::{FileId, Severity, Site};
use crate::model::{At, Given, Presence, Project, Prose};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// A required field is blank.
pub static STR01: Rule = Rule {
    code: "STR01",
    name: "blank-field",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words { zh: "必填的项是空的", en: "a required field is blank" },
    explanation: Words {
        zh: "项目名称、主管部门、实施单位、起止日期、资金总额和目标不能空着，也不能用“/”“*”之类的符号代替。根本没有写的由 KEY03 指出。",
        en: "Names, department, unit, dates, totals and goals cannot be blank or a sign such as “/” or “*”. What is not there at all is KEY03's.",
    },
    bad: "项目 \"培训\" {\n  主管部门: \"\"\n}\n",
    good: "项目 \"培训\" {\n  主管部门: \"某局\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let edition = cx.declaration.edition;
    let year_is_known = cx.declaration.year.is_some();
    if let Some((file, cover)) = cx.declaration.cover {
        let mut blanks = Blanks { file, edition, year_is_known, report };
        let names =
            [(Key::Region, &cover.region), (Key::Department, &cover.department), (Key::Unit, &cover.unit)];
        blanks.names(&names);
        if !cover.presence.broken {
            blanks.alone(&cover.presence, &[Key::Region, Key::Department, Key::Unit]);
        }
    }
    for entry in &cx.declaration.projects {
        let mut blanks = Blanks { file: entry.file, edition, year_is_known, report };
        blanks.project(entry.project);
    }
    Outcome::Ran
}

/// Looks for blank fields in one file.
struct Blanks<'a, 'r> {
    file: FileId,
    edition: Edition,
    year_is_known: bool,
    report: &'a mut Report<'r>,
}

impl Blanks<'_, '_> {
    fn object(&mut self, span: pmt_syntax::Span, zh: &str, en: &str) {
        let site = Site { file: self.file, span };
        let finding = self.report.finding(site, format!("“{zh}”是空的"), format!("“{en}” is blank"));
        self.report.push(finding.advise(format!("填写“{zh}”。"), format!("Fill in “{en}”.")));
    }

    fn names(&mut self, names: &[(Key, &Option<At<String>>)]) {
        for (key, name) in names {
            if let Some(name) = name.as_ref().filter(|name| is_placeholder(&name.value)) {
                let label = key.label(self.edition);
                self.object(name.span, label, label);
            }
        }
    }

    fn project(&mut self, project: &Project) {
        // An absent name has been asked for where the file was read.
        let name_is_given = project.name.span != project.head;
        if name_is_given && is_placeholder(&project.name.value) {
            self.object(project.name.span, "项目名称", "project name");
        }
        self.names(&[
            (Key::Category, &project.category),
            (Key::Nature, &project.nature),
            (Key::Attribute, &project.attribute),
            (Key::Department, &project.department),
            (Key::Unit, &project.unit),
        ]);
        if project.presence.broken {
            return;
        }
        let names = [Key::Category, Key::Nature, Key::Attribute, Key::Department, Key::Unit];
        self.alone(&project.presence, &names);
        self.period(project);
        let (total, annual) = (&project.total, &project.annual);
        let unknown_total = total.amount.is_none() && !total.unread && !total.broken;
        let unknown_annual = annual.amount.is_none() && !annual.unread && !annual.broken;
        for (key, unknown) in [(Key::TotalFunds, unknown_total), (Key::AnnualFunds, unknown_annual)] {
            // A block without amounts may stand for a total that follows from elsewhere; the key alone says nothing.
            let is_blank = |given: &&Given| !given.has_value && (unknown || !given.has_block);
            if let Some(given) = project.presence.get(key).filter(is_blank) {
                self.given(given);
            }
        }
        for (key, goal) in [(Key::WholeGoal, &project.whole_goal), (Key::AnnualGoal, &project.annual_goal)] {
            self.goal(project, key, goal.as_ref());
        }
        let empty =
            project.presence.get(Key::Indicators).filter(|given| !given.has_items && !given.has_value);
        if let Some(given) = empty.filter(|_| project.indicators.is_empty() && !project.indicators_broken) {
            self.given(given);
        }
    }

    /// Keys after which nothing stands.
    fn alone(&mut self, presence: &Presence, keys: &[Key]) {
        let given = keys.iter().filter_map(|key| presence.get(*key));
        for given in given.filter(|given| !given.has_value && !given.has_text && !given.has_items) {
            self.given(given);
        }
    }

    fn given(&mut self, given: &Given) {
        let label = given.key.label(self.edition);
        self.object(given.span, label, label);
    }

    /// Both dates are needed; a date that cannot be read has a finding of its own.
    fn period(&mut self, project: &Project) {
        let Some(given) = project.presence.get(Key::Period) else { return };
        match project.period {
            None if project.period_in_year.is_some() && !self.year_is_known => {
                self.object(given.span, "申报年度", "fiscal year");
            }
            None if !given.has_value => self.object(given.span, "起止日期", "first and last day"),
            Some(period) if period.value.start.is_none() => {
                self.object(period.span, "计划开始日期", "planned first day");
            }
            Some(period) if period.value.end.is_none() => {
                self.object(period.span, "计划完成日期", "planned last day");
            }
            _ => {}
        }
    }

    fn goal(&mut self, project: &Project, key: Key, goal: Option<&Prose>) {
        let Some(given) = project.presence.get(key) else { return };
        // A text that cannot be one (a number, say) has a finding of its own.
        let blank = goal.map_or(!given.has_value && !given.has_items, Prose::is_blank);
        if blank {
            self.given(given);
        }
    }
}
