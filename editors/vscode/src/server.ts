// The server's life: found, started, restarted, stopped; what is said when it cannot be had; and asking it.

import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  State,
  type CloseHandlerResult,
  type ErrorHandlerResult,
  type ExecuteCommandSignature,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

import { LANGUAGE, SCHEMES } from "./here";
import { isMissing, locate, type Missing, type Server as Found } from "./locate";
import { SHOW_PREVIEW } from "./protocol";
import { reason } from "./wording";

/** How the server is. */
export type Condition = "starting" | "running" | "stopped" | "missing";

const HOW_TO_INSTALL = "https://github.com/pmt-lang/pmt#set-up";
const SETTING = "server.path";
/** How long a server may take to answer at first, in milliseconds. A program that is no server never does. */
const FIRST_ANSWER = 30_000;
/** A server that ends by itself is started again, but not more often than this within a while (in milliseconds). */
const MOST_CRASHES = 3;
const WHILE = 180_000;

/** A client whose own messages, which are English only, go to the log. What the author has to know is said here. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/** Something that can be done, and what the button says. */
interface Way {
  readonly title: string;
  readonly go: () => unknown;
}

/** The server and its client. */
export class Server implements vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  /** What is done with a server's command that is not one of the extension's own, such as a line above a project. */
  onCommand: ((command: string, args: unknown[], next: ExecuteCommandSignature) => unknown) | undefined;

  private readonly changed = new vscode.EventEmitter<Condition>();
  readonly onChange = this.changed.event;
  private client: LanguageClient | undefined;
  private child: ChildProcess | undefined;
  /** Ends the waiting for a server that starts. */
  private fail: (why: string) => void = () => undefined;
  private crashes: number[] = [];
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
    this.giveUp();
    this.crashes = [];
    return this.again();
  }

  private again(): Promise<void> {
    return this.then(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    this.giveUp();
    return this.then(() => this.end());
  }

  /** One that is still starting is not waited for. */
  private giveUp(): void {
    if (this.state === "starting") {
      this.client = undefined;
      this.child?.kill();
    }
  }

  dispose(): void {
    this.changed.dispose();
    this.log.dispose();
  }

  /** What a command of the server's gives. Without a server it is an error that says so. */
  async ask<T>(command: string, argument?: unknown): Promise<T> {
    if (this.state === "starting") {
      await this.work;
    }
    const client = this.client;
    if (client === undefined || this.state !== "running") {
      throw notRunning();
    }
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    try {
      return (await client.sendRequest(ExecuteCommandRequest.type, params)) as T;
    } catch (error) {
      // What the client says of one that has ended is not for the author.
      throw client.isRunning() ? error : notRunning();
    }
  }

  /** Shows what went wrong. */
  async complain(error: unknown): Promise<void> {
    await this.offer(reason(error), this.state === "running" ? [] : [this.retry(), this.showLog()]);
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
    const client = this.clientOf(found);
    this.client = client;
    this.be("starting");
    // A program that ends before the client listens to it leaves the client waiting for ever.
    const failed = new Promise<never>((_, reject) => {
      this.fail = (why): void => {
        reject(new Error(why));
      };
    });
    const tooLong = setTimeout(() => {
      this.fail(`no answer in ${String(FIRST_ANSWER / 1000)} seconds`);
      this.child?.kill();
    }, FIRST_ANSWER);
    try {
      await Promise.race([client.start(), failed]);
    } catch (error) {
      if (this.client === client) {
        this.be("stopped");
        this.log.error(`${found.command}: ${reason(error)}`);
        void this.offer(
          vscode.l10n.t("“{0}” does not start as a language server.", found.command),
          this.ways(),
        );
      }
    } finally {
      clearTimeout(tooLong);
    }
  }

  private clientOf(found: Found): LanguageClient {
    const client = new Client(
      "pmt",
      "pmt",
      () => this.spawn(found),
      this.options(() => {
        if (this.client === client && this.state === "running") {
          this.crashed();
        }
      }),
    );
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.be(
          newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped",
        );
      }
    });
    return client;
  }

  private spawn({ command }: Found): Promise<ChildProcess> {
    // Not in a folder of the workspace: Windows would let nobody rename or delete it.
    const child = spawn(command, ["lsp"], { cwd: os.homedir(), windowsHide: true });
    this.child = child;
    child.once("exit", () => {
      if (this.child === child) {
        this.fail("it has ended");
      }
    });
    return new Promise((resolve, reject) => {
      child.once("spawn", () => {
        resolve(child);
      });
      child.on("error", reject);
    });
  }

  /** It has ended by itself. */
  private crashed(): void {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((then) => now - then < WHILE), now];
    this.log.error(`the server has ended by itself (${String(this.crashes.length)})`);
    if (this.crashes.length <= MOST_CRASHES) {
      void this.again();
      return;
    }
    void this.offer(
      vscode.l10n.t("The pmt server ends again and again, and has not been started any more."),
      [this.retry(), this.showLog()],
    );
  }

  private async end(): Promise<void> {
    const { client, child } = this;
    this.client = undefined;
    this.child = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // One that does not stop is ended below.
      this.log.warn(String(error));
    }
    if (child?.exitCode === null) {
      child.kill();
    }
    this.be("stopped");
  }

  private options(closed: () => void): LanguageClientOptions {
    return {
      documentSelector: SCHEMES.map((scheme) => ({ language: LANGUAGE, scheme })),
      outputChannel: this.log,
      traceOutputChannel: this.log,
      initializationOptions: {
        ...vscode.workspace.getConfiguration().get<object>("pmt"),
        commands: [SHOW_PREVIEW],
      },
      // The server asks for the settings anew when it is told that they have changed.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      synchronize: { configurationSection: "pmt" },
      // Whether it is started again is decided here.
      errorHandler: {
        error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
        closed: (): CloseHandlerResult => {
          closed();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      initializationFailedHandler: (): boolean => false,
      middleware: {
        executeCommand: (command, args: unknown[], next): unknown =>
          this.onCommand === undefined ? next(command, args) : this.onCommand(command, args, next),
      },
    };
  }

  /** There is no server. */
  private async sayMissing(missing: Missing): Promise<void> {
    const said =
      missing.missing === "setting"
        ? vscode.l10n.t("“pmt.server.path” names no program: {0}", missing.looked[0] ?? "")
        : vscode.l10n.t(
            "The program “pmt” was not found, neither in the extension nor on the PATH. Without it nothing is checked or completed.",
          );
    await this.offer(said, this.ways());
  }

  /** What can be done where there is no server that runs. */
  private ways(): Way[] {
    const choose = { title: vscode.l10n.t("Choose the program…"), go: (): unknown => this.choose() };
    const install = {
      title: vscode.l10n.t("How to install it"),
      go: (): unknown => vscode.env.openExternal(vscode.Uri.parse(HOW_TO_INSTALL)),
    };
    return [choose, this.retry(), install, this.showLog()];
  }

  private retry(): Way {
    return { title: vscode.l10n.t("Try again"), go: (): unknown => this.restart() };
  }

  private showLog(): Way {
    return {
      title: vscode.l10n.t("Show log"),
      go: (): void => {
        this.log.show();
      },
    };
  }

  private async offer(said: string, ways: Way[]): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(said, ...ways.map(({ title }) => title));
    await ways.find(({ title }) => title === chosen)?.go();
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
      // Where it is set already, for it would still be that one. What sets it is watched, and starts the server again.
      const isTheFolders = configuration.inspect(SETTING)?.workspaceValue !== undefined;
      const where = isTheFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
      await configuration.update(SETTING, path, where);
    }
  }
}

function notRunning(): Error {
  return new Error(vscode.l10n.t("The pmt server is not running."));
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, process.platform === "win32" ? fs.constants.F_OK : fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
