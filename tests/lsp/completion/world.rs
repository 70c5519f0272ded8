//! The folder in which the cases play: last year's declaration, this year's cover, a library, a configuration.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::client::{self, Client};

pub struct World {
    folder: tempfile::TempDir,
}

const FILES: [(&str, &str); 5] = [
    (
        "pmt.toml",
        "[vocabulary.indicators.\"数量指标\"]\n\"义诊场次\" = \"场\"\n\"惠及居民\" = \"人次\"\n[[standards]]\nfor = [\"义诊专家\", \"专家\"]\nprice = \"500元/人天\"\nsource = \"某区讲课费标准\"\n[[standards]]\nfor = [\"培训\"]\nprice = \"450元/人天\"\n",
    ),
    (
        "2021/申报.pmt",
        "申报 2021 {\n  版式: 上海\n  主管部门: \"普陀区卫生健康委员会\"\n  预算单位数: 1\n}\n",
    ),
    ("2021/01-去年.pmt", include_str!("last-year.pmt")),
    (
        "2022/申报.pmt",
        "申报 2022 {\n  版式: 上海\n  主管部门: \"普陀区卫生健康委员会\"\n  预算单位数: 1\n}\n",
    ),
    ("指标库.pmt", include_str!("library.pmt")),
];

impl World {
    pub fn new() -> Self {
        let folder = client::folder();
        for (path, text) in FILES {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        std::fs::write(folder.path().join("2022/01-今年.pmt"), "").unwrap();
        Self { folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    /// The document in which everything is written.
    pub fn document(&self) -> String {
        client::uri(&self.folder.path().join("2022/01-今年.pmt"))
    }
}

/// Opens the document, and waits until what lies around it has been read.
pub fn open(client: &mut Client, uri: &str, text: &str) {
    const NAME: &str = "项目 \"";
    client.open(uri, NAME);
    for _ in 0..1_000 {
        if complete(client, uri, NAME.len()).iter().any(|item| item["label"] == "社区义诊") {
            client.edit(uri, 0..NAME.len(), text);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the folder is not read");
}

fn at(client: &Client, uri: &str, at: usize) -> Value {
    let position = client.manner.encoding.position(client.text(uri), at);
    json!({ "textDocument": { "uri": uri }, "position": position })
}

/// What is offered at a byte offset.
pub fn complete(client: &mut Client, uri: &str, offset: usize) -> Vec<Value> {
    let params = at(client, uri, offset);
    let list = client.request("textDocument/completion", params).unwrap();
    assert_eq!(list["isIncomplete"], true);
    let mut items = list["items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["sortText"].as_str().unwrap().to_owned());
    items
}

/// What is said at a byte offset.
pub fn hover(client: &mut Client, uri: &str, offset: usize) -> Value {
    let params = at(client, uri, offset);
    client.request("textDocument/hover", params).unwrap()
}
