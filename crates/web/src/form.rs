//! What a person sent with a form: read once, its token checked, before any handler runs.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Query};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, Uri};

use crate::app::App;
use crate::failure::PageError;

/// Named texts, in the order they came: the fields of a form or the parts of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    /// The fields after the `?` of an address.
    pub fn of_query(uri: &Uri) -> Self {
        Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map(|Query(pairs)| pairs.into_iter().collect())
            .unwrap_or_default()
    }

    /// The first value of a field without the spaces around it; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// Every value of a field: of checkboxes, or of rows that repeat.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a field was sent with anything in it, as a ticked box is.
    pub fn has(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// The first value, if it reads as a `T`.
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// The same without a field.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut fields = self.clone();
        fields.0.remove(name);
        fields
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            // Browsers send line ends as CR LF; everything behind a form counts and stores them as LF.
            fields.entry(name).or_default().push(value.replace("\r\n", "\n"));
        }
        Self(fields)
    }
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name on the sender's machine.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// A form that was sent: an extractor for the handlers of `POST` routes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// Its fields, without the token.
    pub fields: Fields,
    /// Its files, by field.
    pub files: BTreeMap<String, Upload>,
    /// The body as it came, when it was not a form but, say, JSON.
    pub body: Bytes,
}

impl Posted {
    /// The file of a field, unless none was chosen.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files
            .get(name)
            .filter(|file| !(file.name.is_empty() && file.bytes.is_empty()))
    }

    /// Reads a body of at most `bytes_max`.
    pub(crate) async fn read(request: Request<Body>, bytes_max: usize) -> Result<(Parts, Self), PageError> {
        if announced_bytes(request.headers()).is_some_and(|bytes| bytes > bytes_max as u64) {
            return Err(PageError::TooLarge { bytes_max });
        }
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, bytes_max)
            .await
            .map_err(|_| PageError::TooLarge { bytes_max })?;
        let kind = content_type(&parts.headers);
        let posted = match kind.as_str() {
            "application/x-www-form-urlencoded" => Self {
                fields: urlencoded(body).await?,
                ..Self::default()
            },
            "multipart/form-data" => multipart(&parts, body).await?,
            _ => Self {
                body,
                ..Self::default()
            },
        };
        Ok((parts, posted))
    }
}

impl FromRequestParts<App> for Posted {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, PageError> {
        let posted = parts.extensions.get::<Arc<Self>>();
        posted.map(|posted| Self::clone(posted)).ok_or(PageError::NoForm)
    }
}

fn announced_bytes(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn content_type(headers: &HeaderMap) -> String {
    let header = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    header
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

async fn urlencoded(body: Bytes) -> Result<Fields, PageError> {
    let request = Request::post("/")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("the parts are well formed");
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    form.map(|axum::Form(pairs)| pairs.into_iter().collect())
        .map_err(|_| PageError::NoForm)
}

async fn multipart(parts: &Parts, body: Bytes) -> Result<Posted, PageError> {
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| PageError::NoForm)?;
    let (mut pairs, mut files) = (Vec::new(), BTreeMap::new());
    while let Some(field) = form.next_field().await.map_err(|_| PageError::NoForm)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(str::to_owned) {
            let bytes = field.bytes().await.map_err(|_| PageError::NoForm)?;
            files.insert(name, Upload { name: file, bytes });
        } else {
            pairs.push((name, field.text().await.map_err(|_| PageError::NoForm)?));
        }
    }
    Ok(Posted {
        fields: pairs.into_iter().collect(),
        files,
        body: Bytes::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_line_ends_are_unix() {
        let fields: Fields = [("text".to_owned(), "a\r\nb ".to_owned())].into_iter().collect();
        assert_eq!(fields.all("text"), ["a\nb "]);
        assert_eq!(fields.text("text"), "a\nb");
        assert_eq!(fields.text("missing"), "");
    }

    #[test]
    fn fields_of_query_repeat_and_decode() {
        let fields = Fields::of_query(&Uri::from_static("/a?x=1&x=2&y=%C3%A9+z"));
        assert_eq!(fields.all("x"), ["1", "2"]);
        assert_eq!(fields.text("y"), "é z");
    }
}
