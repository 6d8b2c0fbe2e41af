//! A throw-away PostgreSQL: one server per test binary, one database per test. It listens on a Unix socket in a
//! temporary directory and goes, with the directory, when the test process ends.

use signaling::db::Db;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::io::{BufRead, BufReader};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

/// Starts the server, says so, and stops it when standard input ends, which happens however the tests end. PostgreSQL
/// refuses to run as root; then the packaged user `postgres` runs it.
const SCRIPT: &str = r#"
set -eu
bin=$(dirname "$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed: apt-get install postgresql"; exit 1; }
dir=$(mktemp -d)
as=
if [ "$(id -u)" = 0 ]; then
    chown postgres "$dir"
    as="setpriv --reuid=postgres --regid=postgres --init-groups"
fi
cd "$dir"
$as "$bin/initdb" -D "$dir/data" -U test -A trust --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log"; exit 1; }
$as "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/log" -w \
    -o "-k $dir -c listen_addresses= -c fsync=off -c max_connections=400" start </dev/null >/dev/null
echo "ready $dir"
read -r _ || true
$as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null
cd / && rm -rf "$dir"
"#;

struct Server {
    directory: String,
    /// Closed by the system when this process ends.
    _lifeline: ChildStdin,
}

impl Server {
    #[expect(clippy::zombie_processes, reason = "the script outlives this process, to stop the database after it")]
    fn start() -> Self {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh starts");
        let mut line = String::new();
        let said = script.stdout.take().expect("piped");
        BufReader::new(said).read_line(&mut line).expect("a line from the script");
        let Some(directory) = line.trim().strip_prefix("ready ") else { panic!("PostgreSQL did not start: {line}") };
        Self { directory: directory.to_owned(), _lifeline: script.stdin.take().expect("piped") }
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://test@localhost/{database}?host={}", self.directory)
    }

    async fn run(&self, sql: String) {
        let mut admin = PgConnection::connect(&self.address("postgres")).await.expect("a connection");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut admin).await.expect("an administrator's statement");
        admin.close().await.expect("closed");
    }
}

/// The address of a new database with empty tables.
pub(crate) async fn new_database() -> String {
    new("migrated").await
}

/// The address of a new database for keys, which has no tables yet.
pub(crate) async fn new_keys() -> String {
    new("template1").await
}

async fn new(template: &str) -> String {
    static SERVER: OnceCell<Server> = OnceCell::const_new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER
        .get_or_init(async || {
            let server = tokio::task::spawn_blocking(Server::start).await.expect("started");
            server.run("CREATE DATABASE migrated".to_owned()).await;
            let db = Db::open(&server.address("migrated")).await.expect("a database");
            db.migrate().await.expect("migrated");
            db.close().await;
            server
        })
        .await;
    let name = format!("test{}", COUNT.fetch_add(1, Ordering::Relaxed));
    server.run(format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    server.address(&name)
}
