//! Links: from a rule that a comment silences to its page.

use tower_lsp::ls_types::DocumentLink;

use crate::state::View;

/// The links of a document.
pub fn links(view: &View) -> Vec<DocumentLink> {
    let file = view.file();
    let named = file.suppressions.iter().flat_map(|suppression| &suppression.rules);
    let links = named.filter_map(|named| {
        let rule = named.rule?;
        Some(DocumentLink {
            range: view.range(named.span),
            target: Some(rule.url().parse().ok()?),
            tooltip: Some(rule.summary.get(view.lang()).to_owned()),
            data: None,
        })
    });
    links.collect()
}
