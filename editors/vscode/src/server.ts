// The server's life: found, started, restarted, stopped; what is said when it cannot be had; and asking it.

import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import {
  ExecuteCommandRequest,
  LanguageClient,
  State,
  type ExecuteCommandSignature,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

import { isMissing, locate, type Missing, type Server as Found } from "./locate";
import { reason } from "./wording";

/** How the server is. */
export type Condition = "starting" | "running" | "stopped" | "missing";

const HOW_TO_INSTALL = "https://github.com/pmt-lang/pmt#set-up";
const SETTING = "server.path";

/** The server and its client. */
export class Server implements vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  /** What is done with a server's command that is not one of the extension's own, such as a line above a project. */
  onCommand: ((command: string, args: unknown[], next: ExecuteCommandSignature) => unknown) | undefined;

  private readonly changed = new vscode.EventEmitter<Condition>();
  readonly onChange = this.changed.event;
  private client: LanguageClient | undefined;
  private found: Found | undefined;
  private state: Condition = "stopped";
  /** Starting and stopping, one after the other. */
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    this.log = vscode.window.createOutputChannel("pmt", { log: true });
  }

  get condition(): Condition {
    return this.state;
  }

  /** The program itself, for what the command line does. */
  get program(): string | undefined {
    return this.found?.command;
  }

  get version(): string | undefined {
    return this.client?.initializeResult?.serverInfo?.version;
  }

  start(): Promise<void> {
    return this.then(() => this.begin());
  }

  restart(): Promise<void> {
    return this.then(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.then(() => this.end());
  }

  dispose(): void {
    this.changed.dispose();
    this.log.dispose();
  }

  /** What a command of the server's gives. Without a server it is an error that says so. */
  async ask<T>(command: string, argument: unknown): Promise<T> {
    if (this.client === undefined || this.state !== "running") {
      throw new Error(vscode.l10n.t("The pmt server is not running."));
    }
    const params = { command, arguments: [argument] };
    return (await this.client.sendRequest(ExecuteCommandRequest.type, params)) as T;
  }

  /** The address of a document as the server is told it. */
  address(uri: vscode.Uri): string {
    return this.client?.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  uri(address: string): vscode.Uri {
    return this.client?.protocol2CodeConverter.asUri(address) ?? vscode.Uri.parse(address);
  }

  private then(step: () => Promise<void>): Promise<void> {
    this.work = this.work.then(step, step);
    return this.work;
  }

  private be(state: Condition): void {
    if (this.state !== state) {
      this.state = state;
      this.changed.fire(state);
    }
  }

  private async begin(): Promise<void> {
    const found = locate({
      setting: vscode.workspace.getConfiguration("pmt").get(SETTING, ""),
      extension: this.context.extensionPath,
      platform: process.platform,
      env: process.env,
      home: os.homedir(),
      isProgram,
    });
    if (isMissing(found)) {
      this.found = undefined;
      this.be("missing");
      this.log.error(`no server; looked at:\n  ${found.looked.join("\n  ")}`);
      void this.sayMissing(found);
      return;
    }
    this.found = found;
    this.log.info(`server: ${found.command} (${found.from})`);
    const client = new LanguageClient(
      "pmt",
      "pmt",
      { command: found.command, args: ["lsp"], options: { env: process.env } },
      this.options(),
    );
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.be(
          newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped",
        );
      }
    });
    this.client = client;
    this.be("starting");
    try {
      await client.start();
    } catch (error) {
      this.be("stopped");
      this.log.error(`${found.command}: ${reason(error)}`);
      void this.sayBroken(found);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // One that does not stop is left behind.
      this.log.warn(String(error));
    }
    this.be("stopped");
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { language: "pmt", scheme: "file" },
        { language: "pmt", scheme: "untitled" },
      ],
      outputChannel: this.log,
      traceOutputChannel: this.log,
      initializationOptions: vscode.workspace.getConfiguration().get("pmt"),
      // The server asks for the settings anew when it is told that they have changed.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      synchronize: { configurationSection: "pmt" },
      middleware: {
        executeCommand: (command, args: unknown[], next): unknown =>
          this.onCommand === undefined ? next(command, args) : this.onCommand(command, args, next),
      },
    };
  }

  /** There is no server: what to do, with a button for each way. */
  private async sayMissing(missing: Missing): Promise<void> {
    const said =
      missing.missing === "setting"
        ? vscode.l10n.t("“pmt.server.path” names no program: {0}", missing.looked[0] ?? "")
        : vscode.l10n.t(
            "The program “pmt” was not found, neither in the extension nor on the PATH. Without it nothing is checked or completed.",
          );
    await this.offer(said);
  }

  private async sayBroken(found: Found): Promise<void> {
    await this.offer(vscode.l10n.t("“{0}” does not start as a language server.", found.command));
  }

  private async offer(said: string): Promise<void> {
    const choose = vscode.l10n.t("Choose the program…");
    const retry = vscode.l10n.t("Try again");
    const install = vscode.l10n.t("How to install it");
    const log = vscode.l10n.t("Show log");
    const chosen = await vscode.window.showErrorMessage(said, choose, retry, install, log);
    if (chosen === choose) {
      await this.choose();
    } else if (chosen === retry) {
      await this.restart();
    } else if (chosen === install) {
      await vscode.env.openExternal(vscode.Uri.parse(HOW_TO_INSTALL));
    } else if (chosen === log) {
      this.log.show();
    }
  }

  private async choose(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      title: vscode.l10n.t("The program “pmt”"),
      openLabel: vscode.l10n.t("Use this program"),
      canSelectMany: false,
    });
    const path = chosen?.[0]?.fsPath;
    if (path !== undefined) {
      const configuration = vscode.workspace.getConfiguration("pmt");
      // What sets it is watched, and starts the server again.
      await configuration.update(SETTING, path, vscode.ConfigurationTarget.Global);
    }
  }
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, process.platform === "win32" ? fs.constants.F_OK : fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
