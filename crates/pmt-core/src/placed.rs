//! The items of a file by what they are: the tree seen through the vocabulary's tables, without judging it. Outlines,
//! colouring and the like are made of this; it must never know an editor.

use pmt_syntax::{Tree, ast};

use crate::edition::{Content, Key, Level1, Level2, Place, Slot};

/// What an item is where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of the form's own, with its row of the table.
    Key(&'static Slot),
    /// A level of the indicators.
    Level,
    /// One whose name is the author's, with what it may hold.
    Named(Content),
    /// Nothing that may stand there.
    Unknown,
}

/// An item with its place.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'t> {
    /// The item.
    pub item: ast::Item<'t>,
    /// Where it stands.
    pub place: Place,
    /// What it is there.
    pub role: Role,
    /// What its block may hold; `None` where nothing may stand in it.
    pub inner: Option<Place>,
    /// How many items it stands in.
    pub depth: usize,
}

impl Placed<'_> {
    /// Its key, if it is one of the form's.
    pub fn key(&self) -> Option<Key> {
        match self.role {
            Role::Key(slot) => Some(slot.key),
            _ => None,
        }
    }
}

/// All items of a file in document order. What stands in an unknown item is unknown.
pub fn placed(tree: &Tree) -> Vec<Placed<'_>> {
    let mut all = Vec::new();
    for item in ast::items(tree) {
        place(item, Some(Place::File), 0, &mut all);
    }
    all
}

fn place<'t>(item: ast::Item<'t>, at: Option<Place>, depth: usize, all: &mut Vec<Placed<'t>>) {
    let (role, inner) = at.map_or((Role::Unknown, None), |at| role(item, at));
    all.push(Placed { item, place: at.unwrap_or(Place::File), role, inner, depth });
    for below in item.block().into_iter().flat_map(ast::Block::items) {
        place(below, inner, depth.saturating_add(1), all);
    }
}

fn role(item: ast::Item<'_>, at: Place) -> (Role, Option<Place>) {
    let Some(name) = item.key() else { return (Role::Unknown, None) };
    let text = name.text();
    let is_leaf = item.target().is_some() || item.values().next().is_some() || item.block().is_none();
    let named = |place: Place| {
        place.named_item().map_or((Role::Unknown, None), |content| (Role::Named(content), content.block))
    };
    match at {
        Place::Level1 => match Level1::parse(&text) {
            Some((level, _)) => (Role::Level, Some(Place::Level2(level))),
            None if is_leaf => named(Place::Level3),
            None => (Role::Level, Some(Place::Level3)),
        },
        Place::Level2(above) if !is_leaf || Level2::parse(&text, Some(above)).is_some() => {
            (Role::Level, Some(Place::Level3))
        }
        Place::Level2(_) => named(Place::Level3),
        Place::Level3 if !is_leaf && Level2::parse(&text, None).is_some() => {
            (Role::Level, Some(Place::Level3))
        }
        Place::Library if is_leaf => named(Place::LibraryEntries),
        Place::Library if Level1::parse(&text).is_some() => (Role::Level, Some(Place::Library)),
        Place::Library => (Role::Level, Some(Place::LibraryEntries)),
        _ => {
            let is_plain = !name.is_string() && !name.is_title();
            let slot = Key::parse(&text).filter(|_| is_plain).and_then(|(key, _)| at.slot(key));
            match slot {
                Some(slot) => (Role::Key(slot), slot.content.block),
                None if at == Place::Basis && name.is_title() => named(Place::Documents),
                None => named(at),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_what_their_place_makes_of_them() {
        let text = "项目 \"甲\" {\n立项依据 { 《某办法》 }\n实施主体 { 项目 }\n绩效指标 { 产出指标 { 数量指标 { 场次 >= 3 场 {权重: 5}; 备注 = 1 个 } }; 乙 = 3 次 }\n坏的\n";
        let parsed = pmt_syntax::parse(text);
        let all: Vec<String> = placed(&parsed.tree)
            .iter()
            .map(|one| {
                let role = match one.role {
                    Role::Key(slot) => slot.key.english(),
                    Role::Level => "level",
                    Role::Named(_) => "named",
                    Role::Unknown => "?",
                };
                let name = one.item.key().map(|name| name.text().into_owned()).unwrap_or_default();
                format!("{}{name} {role}", " ".repeat(one.depth))
            })
            .collect();
        assert_eq!(
            all,
            [
                "项目 project",
                " 立项依据 basis",
                "  某办法 named",
                " 实施主体 bodies",
                "  项目 named",
                " 绩效指标 indicators",
                "  产出指标 level",
                "   数量指标 level",
                "    场次 named",
                "     权重 weight",
                "    备注 named",
                "  乙 named",
                " 坏的 ?",
            ]
        );
    }
}
