//! Fields: a code and the result that is printed. The code is dropped; the result is read, but for a table of
//! contents, which repeats what stands elsewhere, and for form controls, whose result is a state.

use crate::source::xml::Attributes;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    code: String,
    in_result: bool,
    checked: Option<bool>,
    default: Option<bool>,
    choices: Vec<String>,
    chosen: usize,
}

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Whether a field was begun that never ends: then none is known for what it is.
    pub(super) are_broken: bool,
}

impl Fields {
    /// A mark at which a field begins, its result begins, or it ends; what is printed for it then.
    pub(super) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => return self.open.pop().and_then(Field::printed),
            _ => {}
        }
        None
    }

    /// A piece of the innermost field's code.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.code.push_str(text);
        }
    }

    /// What a form control's data say.
    pub(super) fn data(&mut self, name: &str, attributes: &Attributes<'_>) {
        let Some(field) = self.open.last_mut() else { return };
        match name {
            "checked" => field.checked = Some(attributes.is_on()),
            "default" => {
                field.default = Some(attributes.is_on());
                field.chosen = choice(attributes).unwrap_or(field.chosen);
            }
            "result" => field.chosen = choice(attributes).unwrap_or(field.chosen),
            "listEntry" => field.choices.extend(attributes.get("val")),
            _ => {}
        }
    }

    /// Whether what is read now is of a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        !self.are_broken && self.open.iter().any(|field| field.in_result && field.is("TOC"))
    }

    /// Whether what is read now is a form control's shadow of its state.
    pub(super) fn in_control(&self) -> bool {
        self.open
            .last()
            .is_some_and(|field| field.in_result && (field.is("FORMCHECKBOX") || field.is("FORMDROPDOWN")))
    }
}

fn choice(attributes: &Attributes<'_>) -> Option<usize> {
    usize::try_from(attributes.number("val")?).ok()
}

impl Field {
    fn is(&self, code: &str) -> bool {
        self.code.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(code))
    }

    fn printed(self) -> Option<String> {
        if self.is("FORMCHECKBOX") {
            let on = self.checked.or(self.default).unwrap_or(false);
            return Some(String::from(if on { '☑' } else { '□' }));
        }
        if self.is("FORMDROPDOWN") {
            return self.choices.get(self.chosen).or(self.choices.first()).cloned();
        }
        None
    }
}
