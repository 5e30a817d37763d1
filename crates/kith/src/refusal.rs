//! Why a command did not do what was asked, in the sentences that its page would use.

use platform::backup::BackupError;
use platform::{ActionError, Problem};
use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use web::{Language, Translator};

/// Everything that an error has to say, outermost first.
pub fn told(why: &anyhow::Error) -> String {
    why.chain().map(said).collect::<Vec<_>>().join(": ")
}

/// A sentence with every problem on a line of its own.
pub fn listing(head: impl Display, problems: impl IntoIterator<Item = impl Display>) -> anyhow::Error {
    anyhow::anyhow!(lines(head, problems))
}

/// The same for what the platform found wrong.
pub fn problems(head: impl Display, problems: &[Problem]) -> anyhow::Error {
    let t = Translator::new(Language::English);
    listing(head, problems.iter().map(|problem| t.problem(problem)))
}

/// How a file begins to be refused.
pub fn not_imported(file: &Path) -> String {
    format!("{} was not imported; nothing was changed.", file.display())
}

fn lines(head: impl Display, problems: impl IntoIterator<Item = impl Display>) -> String {
    let problems = problems.into_iter().map(|problem| format!("\n  {problem}"));
    format!("{head}{}", problems.collect::<String>())
}

fn said(cause: &(dyn Error + 'static)) -> String {
    let within_backup = match cause.downcast_ref() {
        Some(BackupError::Action(action)) => Some(action),
        _ => None,
    };
    match within_backup.or_else(|| cause.downcast_ref()) {
        Some(action) => sentence(action),
        None => cause.to_string(),
    }
}

fn sentence(action: &ActionError) -> String {
    let t = Translator::new(Language::English);
    match action {
        ActionError::Invalid(problems) => match &problems[..] {
            [only] => t.problem(only),
            all => lines(
                t.say("error-invalid"),
                all.iter().map(|problem| t.problem(problem)),
            ),
        },
        ActionError::Conflict(problem) => t.problem(problem),
        ActionError::SignInNeeded | ActionError::Forbidden => t.say("error-forbidden.says").to_string(),
        ActionError::Busy => t.say("error-busy.says").to_string(),
        ActionError::NotFound => "there is no such thing in this installation".to_owned(),
        ActionError::Store(why) => format!("the database failed: {why}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn told_refusals_are_sentences_wherever_they_stand() {
        let wrong = || ActionError::invalid("email", "email-wrong");
        let sentence = "This does not look like an email address. It should be like name@example.org.";
        assert_eq!(told(&wrong().into()), sentence);
        assert_eq!(told(&BackupError::Action(wrong()).into()), sentence);
        let outcome: Result<(), _> = Err(wrong());
        let within = outcome.context("--email x").expect_err("refused");
        assert_eq!(told(&within), format!("--email x: {sentence}"));
        let two = ActionError::Invalid(vec![Problem::new("email", "email-wrong"); 2]);
        assert_eq!(
            told(&two.into()),
            format!("Something is not right yet\n  {sentence}\n  {sentence}")
        );
    }
}
