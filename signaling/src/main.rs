//! `chikamado`: the signaling server and its operator's commands.
#![expect(clippy::print_stdout, reason = "a command's answer goes to the operator's terminal")]

use anyhow::{Context, bail};
use certs::Authority;
use clap::{Parser, Subcommand};
use protocol::device::DeviceKind;
use protocol::id::{SectionId, SiteId, TokenId, WardId};
use protocol::place::Language;
use protocol::private::Private;
use rand::rngs::StdRng;
use signaling::access::RoleGrant;
use signaling::account::{self, Login, NewAccount, Plate, Role, demo};
use signaling::app::App;
use signaling::audit::{self, Actor};
use signaling::booking::service::{self, Service};
use signaling::clock::Clock;
use signaling::config::Config;
use signaling::db::Db;
use signaling::device::{NewCode, admit};
use signaling::hours::{holidays, publish};
use signaling::publication::operator;
use signaling::vault::Vault;
use signaling::{place, postcode, serve};
use std::io::Read;
use std::path::PathBuf;

/// リモート窓口のサーバー
#[derive(Debug, Parser)]
struct Arguments {
    /// The configuration; see config.example.toml.
    #[arg(long, default_value = "config.toml", env = "CHIKAMADO_CONFIG")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the server until SIGTERM. Brings the database to this build's state first.
    Serve,
    /// Brings the database to this build's state.
    Migrate,
    /// Loads places and subjects from a file such as demo/kitakyushu.json. Loading twice changes nothing.
    Seed {
        /// The file.
        file: PathBuf,
        /// Also adds the demonstration accounts; needs demo.enabled = true.
        #[arg(long)]
        demo_accounts: bool,
        /// Also publishes the file's hours and holidays where there are none yet. From then on a ward's plan decides when
        /// its counters are open.
        #[arg(long)]
        demo_hours: bool,
    },
    /// Publishes screenings and guides, such as demo/screening.json: each as the next version, where it says something new.
    Publish {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// In which ward; in every ward without it. Repeat for more than one.
        #[arg(long = "ward")]
        wards: Vec<WardId>,
        /// Only where nothing of the kind was published yet.
        #[arg(long)]
        first: bool,
    },
    /// Replaces the holidays by those of the Cabinet Office's file (syukujitsu.csv), or changes nothing.
    Holidays {
        /// The file.
        file: PathBuf,
    },
    /// Replaces the postcodes by those of 日本郵便's file (utf_ken_all.csv or KEN_ALL.CSV), or changes nothing.
    Postcodes {
        /// The file.
        file: PathBuf,
    },
    /// People.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Booths.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Telephone services that book.
    #[command(subcommand)]
    Token(TokenCommand),
    /// The audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Adds a person; the password is read from standard input.
    Add {
        /// What they type to sign in.
        #[arg(long)]
        login: Login,
        /// Their name, for their own screen.
        #[arg(long)]
        name: String,
        /// Their 名字, which residents are told where `staff.shown_as` is `family-name`.
        #[arg(long)]
        family_name: Option<Plate>,
        /// Their 座席番号, such as `3番`, which residents are told where `staff.shown_as` is `seat`.
        #[arg(long)]
        seat: Option<Plate>,
        /// Their ward.
        #[arg(long)]
        ward: WardId,
        /// What they are. Repeat for more than one.
        #[arg(long = "role", required = true)]
        roles: Vec<Role>,
        /// Narrows the roles to one section of the ward.
        #[arg(long)]
        section: Option<SectionId>,
        /// A language they speak besides Japanese, such as `en`. Repeat for more than one.
        #[arg(long = "language", value_parser = language)]
        languages: Vec<Language>,
    },
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// Prints a one-time code that lets one device in.
    Code {
        /// Where it will stand.
        #[arg(long)]
        site: SiteId,
        /// What administrators call it.
        #[arg(long)]
        name: String,
        /// A native booth enrols, a tablet's browser pairs.
        #[arg(long, value_parser = kind)]
        kind: DeviceKind,
    },
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Prints the id and the token of a new service. The token is not shown again.
    Add {
        /// In which ward it books.
        #[arg(long)]
        ward: WardId,
        /// What the operator calls it.
        #[arg(long)]
        name: String,
    },
    /// Prints every service: id, ward, name, and whether it was revoked.
    List,
    /// Ends a service's right at once.
    Revoke {
        /// Which, by its id.
        token: TokenId,
    },
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Checks every chain and prints its head. Keep the output elsewhere and compare with --against later.
    Verify {
        /// The output of an earlier run.
        #[arg(long)]
        against: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let config = Config::read(&arguments.config)?;
    tracing_subscriber::fmt().json().with_env_filter(&config.log.filter).with_writer(std::io::stderr).init();
    let app = open(config).await?;
    match arguments.command {
        Command::Serve => serve::serve(app, serve::signal()).await,
        Command::Migrate => Ok(()),
        Command::Seed { file, demo_accounts, demo_hours } => seed(&app, file, demo_accounts, demo_hours).await,
        Command::Publish { files, wards, first } => {
            for file in files {
                let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
                let body = operator::parse(&text).with_context(|| file.display().to_string())?;
                let got = operator::publish(&app, &body, &wards, first).await.map_err(in_words)?;
                let wards: Vec<_> = got.iter().map(WardId::as_str).collect();
                println!("{}: {}", file.display(), wards.join(" "));
            }
            Ok(())
        }
        Command::Holidays { file } => {
            let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            let holidays = holidays::import(&app, None, &bytes).await.map_err(in_words)?;
            let last = holidays.last().map_or("-", |holiday| holiday.date.as_str());
            println!("{} {last}", holidays.len());
            Ok(())
        }
        Command::Postcodes { file } => {
            let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            println!("{}", postcode::import(&app, &bytes).await.map_err(in_words)?);
            Ok(())
        }
        Command::Account(AccountCommand::Add { login, name, family_name, seat, ward, roles, section, languages }) => {
            let roles = roles
                .into_iter()
                .map(|role| RoleGrant { role, ward: ward.clone(), section: section.clone() })
                .collect();
            let (name, password) = (Private::new(name), read_password()?);
            let new = NewAccount { login, name, family_name, seat, ward, roles, languages, password };
            let id = account::add(&app, new, Actor::Operator).await.map_err(in_words)?;
            println!("{id}");
            Ok(())
        }
        Command::Device(DeviceCommand::Code { site, name, kind }) => {
            let (code, _) = admit::issue_code(&app, None, NewCode { site, name, kind }).await.map_err(in_words)?;
            println!("{code}");
            Ok(())
        }
        Command::Token(command) => tokens(&app, command).await,
        Command::Audit(AuditCommand::Verify { against }) => verify(&app, against).await,
    }
}

async fn open(config: Config) -> anyhow::Result<App> {
    let keys = config.keys.address(&config.database)?;
    for address in [&config.database.address, &keys] {
        let directory = address.strip_prefix("sqlite:").and_then(|path| std::path::Path::new(path).parent());
        if let Some(directory) = directory {
            std::fs::create_dir_all(directory).context("making a database's directory")?;
        }
    }
    let db = Db::open(&config.database.address).await?;
    db.migrate().await?;
    let vault = Vault::open(&keys).await.context("opening the keys")?;
    let authority = Authority::open(&config.tls.directory, time::OffsetDateTime::now_utc())?;
    Ok(App::new(config, db, vault, Clock::System, authority, rand::make_rng::<StdRng>())?)
}

async fn seed(app: &App, file: PathBuf, demo_accounts: bool, demo_hours: bool) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let data = text.parse()?;
    place::seed(&app.db, &data).await?;
    if demo_hours {
        publish::publish_first(app, &data).await.map_err(in_words)?;
    }
    if demo_accounts {
        if !app.config.demo.enabled {
            bail!("demonstration accounts need demo.enabled = true in the configuration");
        }
        demo::add_people(app).await.map_err(in_words)?;
        for (login, ..) in demo::PEOPLE {
            println!("{login} {}", demo::PASSWORD);
        }
    }
    Ok(())
}

async fn tokens(app: &App, command: TokenCommand) -> anyhow::Result<()> {
    match command {
        TokenCommand::Add { ward, name } => {
            let (id, secret) = service::add(app, &ward, &name).await.map_err(in_words)?;
            println!("{id} {}", secret.reveal());
        }
        TokenCommand::List => {
            for Service { token, ward, name, revoked_at, .. } in service::list(app).await.map_err(in_words)? {
                println!("{token} {ward} {name}{}", if revoked_at.is_some() { " (revoked)" } else { "" });
            }
        }
        TokenCommand::Revoke { token } => service::revoke(app, &token).await.map_err(in_words)?,
    }
    Ok(())
}

async fn verify(app: &App, against: Option<PathBuf>) -> anyhow::Result<()> {
    let noted = match against {
        None => Vec::new(),
        Some(file) => {
            let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
            text.lines().map(str::parse).collect::<Result<Vec<_>, _>>()?
        }
    };
    for head in audit::verify(&app.db, &noted).await?? {
        println!("{head}");
    }
    Ok(())
}

/// A language as the protocol spells it.
fn language(word: &str) -> Result<Language, serde_json::Error> {
    serde_json::from_value(word.into())
}

/// A device's kind as the protocol spells it.
fn kind(word: &str) -> Result<DeviceKind, String> {
    match word {
        "enrol" => Ok(DeviceKind::Enrol),
        "pair" => Ok(DeviceKind::Pair),
        _ => Err("either enrol or pair".to_owned()),
    }
}

fn read_password() -> anyhow::Result<Private<String>> {
    let mut password = String::new();
    std::io::stdin().take(1024).read_to_string(&mut password).context("reading the password")?;
    Ok(Private::new(password.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A refusal as its sentence.
fn in_words(fault: signaling::fault::Fault) -> anyhow::Error {
    match fault {
        signaling::fault::Fault::Refused(problem) => {
            let fields = problem.errors.iter().map(|field| format!("{}: {}", field.path, field.message));
            let fields: Vec<_> = fields.collect();
            anyhow::anyhow!("{} {}", problem.title, fields.join(" "))
        }
        other => other.into(),
    }
}
