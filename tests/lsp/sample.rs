//! A declaration in two files, one of them open, with characters that each encoding counts differently.

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};

/// The cover, on the disk.
pub const COVER: &str =
    "申报 2022 {\r\n  主管部门: \"𠮷委😀\"\r\n  预算单位数: 1\r\n  预算资金: 5万元\r\n}\r\n";

/// The project, open; it has `\r\n` for line ends.
pub const PROJECT: &str = r#"// 注一😀
// 注二𠮷
项目 "𠮷田😀" {
  主管部门: "𠮷委😀"
  实施周期: 2022-01-01 至 2022-12-31
  项目概述 """
    𠮷😀办${任务."群团😀"}，共${年度资金申请总额}，${绩效指标.𠮷场次}；${实施单位}。
    """
  立项依据 { 文件依据 { 《𠮷办法》 } }
  实施主体 """由宣传科协助。""" { "组织科😀": "𠮷组织"; 办公室: "办文" }
  实施方案 """全年开展。""" {
    任务 "党建": 2万元 { 责任: "组织科😀", 办公室, 宣传科 }
    任务 "群团😀" { 责任: 办公室; 测算 { "讲座😀": 1次 × 1000元 } }
  }
  项目资金总额: 40000元 { 财政资金: 4万元 }
  年度资金申请总额: 4万元
  绩效指标 {
    产出指标 {
      数量指标 {
        𠮷场次 >= 3 场 { 对应: "群团😀"; 备注: "😀" }
      }
    }
  }
}
"#;

/// A client with the sample.
pub struct Sample {
    pub client: Client,
    pub uri: String,
    pub cover: String,
    folder: tempfile::TempDir,
}

impl Sample {
    pub fn new(manner: Manner) -> Self {
        Self::with(manner, PROJECT)
    }

    /// The same with another text for the project.
    pub fn with(manner: Manner, project: &str) -> Self {
        let folder = folder();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("申报.pmt"), COVER).unwrap();
        let (cover, uri) = (uri(&path("申报.pmt")), uri(&path("01.pmt")));
        let abilities = json!({ "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } });
        let manner = Manner { folder: Some(folder.path().to_path_buf()), abilities, ..manner };
        let project = project.replace("\r\n", "\n").replace('\n', "\r\n");
        std::fs::write(path("01.pmt"), &project).unwrap();
        let mut client = Client::start(manner);
        client.open(&uri, &project);
        // Until the whole folder has been read, the document stands for itself.
        client.pull(&uri);
        Self { client, uri, cover, folder }
    }

    /// In each encoding.
    pub fn each(mut what: impl FnMut(Self)) {
        for encoding in Encoding::ALL {
            what(Self::new(Manner { encoding, ..Manner::default() }));
        }
    }

    /// Where its files are.
    pub fn path(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn text(&self) -> &str {
        self.client.text(&self.uri)
    }

    /// Where the cursor `▮` is in a stretch of the text.
    pub fn position(&self, around: &str) -> Value {
        let plain = around.replace('▮', "");
        let start = self.text().find(&plain).unwrap_or_else(|| panic!("no {plain}"));
        let offset = start + around.find('▮').unwrap();
        self.client.manner.encoding.position(self.text(), offset)
    }

    /// A request about the document, with a cursor in it.
    pub fn ask_at(&mut self, method: &str, around: &str, more: Value) -> Result<Value, Value> {
        let mut params = json!({ "position": self.position(around) });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.ask(method, params)
    }

    /// A request about the document.
    pub fn ask(&mut self, method: &str, mut params: Value) -> Result<Value, Value> {
        params["textDocument"] = json!({ "uri": self.uri });
        self.client.request(method, params)
    }

    /// The words of a range of the document.
    pub fn words(&self, range: &Value) -> &str {
        self.client.manner.encoding.words(self.text(), range)
    }

    /// The words at a location in either file.
    pub fn named(&self, location: &Value) -> (&'static str, String) {
        let range = &location["range"];
        if location["uri"] == self.uri.as_str() {
            ("01", self.words(range).to_owned())
        } else {
            assert_eq!(location["uri"], self.cover.as_str());
            ("申报", self.client.manner.encoding.words(COVER, range).to_owned())
        }
    }
}
