//! `kith staff`: appoints the host's staff, and makes a sign-in link for somebody whose mail does not arrive.

use crate::options::Installation;
use crate::output::say;
use anyhow::Context;
use clap::Subcommand;
use platform::Actor;
use platform::people::{person::StaffRole, sign_in, staff};

/// The host's staff.
#[derive(Subcommand)]
pub enum Staff {
    /// Gives somebody a role of the host.
    Appoint {
        /// Their address.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long, default_value = "")]
        name: String,
        /// lead, facilitator, coach, content-expert, coordinator or evaluator.
        #[arg(long)]
        role: String,
        #[command(flatten)]
        installation: Installation,
    },
    /// Prints a sign-in link that works once.
    Link {
        /// Whose.
        #[arg(long)]
        email: String,
        /// The address that people type.
        #[arg(long, env = "KITH_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
        public_url: String,
        #[command(flatten)]
        installation: Installation,
    },
}

impl Staff {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Appoint {
                email,
                name,
                role,
                installation,
            } => {
                let known = "it should be lead, facilitator, coach, content-expert, coordinator or evaluator";
                let role = StaffRole::named(&role).with_context(|| format!("--role {role}: {known}"))?;
                let platform = installation.open().await?;
                let appointed = staff::appoint(&platform, &Actor::System, &email, &name, role).await;
                appointed.with_context(|| format!("--email {email}"))?;
                say!("{email} is {} now.", role.name());
            }
            Self::Link {
                email,
                public_url,
                installation,
            } => {
                let url = crate::options::public_url(&public_url)?;
                let platform = installation.open().await?;
                let link = sign_in::link(&platform, &Actor::System, &email, "/").await;
                let token = link.with_context(|| format!("--email {email}"))?;
                say!("{url}/sign-in/{token}");
            }
        }
        Ok(())
    }
}
