//! A part of a document walked element by element. Names are told apart without their prefixes: the transitional and
//! the strict form of the format, and whoever chooses prefixes of his own, are read alike.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::SourceError;
use super::archive::damaged;

/// Deeper nesting is no document's.
const DEEPEST: usize = 512;

/// What reads a part.
pub(super) trait Visitor {
    /// An element begins. Whether what is in it is to be read.
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool;
    /// An element that was read ends.
    fn close(&mut self, name: &str);
    /// Text, entities resolved.
    fn text(&mut self, text: &str);
}

/// The attributes of an element.
pub(super) struct Attributes<'e>(&'e BytesStart<'e>);

impl Attributes<'_> {
    /// The value of the one with this name, without its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// The value as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// The value of `val` of a switch: on if there is none.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks a part from end to end.
pub(super) fn walk(xml: &str, part: &str, visitor: &mut impl Visitor) -> Result<(), SourceError> {
    let mut reader = Reader::from_str(xml.strip_prefix('\u{feff}').unwrap_or(xml));
    let mut depth = 0_usize;
    // From which depth on nothing is read.
    let mut skipped: Option<usize> = None;
    let mut has_root = false;
    loop {
        let event = reader.read_event().map_err(|error| damaged(part, &error))?;
        match event {
            Event::Start(element) => {
                depth = depth.saturating_add(1);
                has_root = true;
                if depth > DEEPEST {
                    return Err(SourceError::TooDeep { part: part.to_owned(), limit: DEEPEST });
                }
                let reads = || visitor.open(element.local_name().as_ref(), &Attributes(&element));
                if skipped.is_none() && !{ reads }() {
                    skipped = Some(depth);
                }
            }
            Event::Empty(element) => {
                has_root = true;
                if skipped.is_none() && visitor.open(element.local_name().as_ref(), &Attributes(&element)) {
                    visitor.close(element.local_name().as_ref());
                }
            }
            Event::End(element) => {
                match skipped {
                    None => visitor.close(element.local_name().as_ref()),
                    Some(from) if from == depth => skipped = None,
                    Some(_) => {}
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if skipped.is_none() => visitor.text(&text.xml10_content()),
            Event::CData(text) if skipped.is_none() => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    Ok(None) => own_entity(&reference).map(str::to_owned),
                    Err(error) => return Err(damaged(part, &error)),
                };
                let Some(text) = c else {
                    return Err(SourceError::Entity { part: part.to_owned(), name: reference.to_string() });
                };
                if skipped.is_none() {
                    visitor.text(&text);
                }
            }
            Event::DocType(_) => return Err(SourceError::DocumentType { part: part.to_owned() }),
            Event::Eof if depth > 0 || !has_root => return Err(damaged(part, &"cut off")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn own_entity(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_xml_entity(name)
}
