//! `idp_signing_certificates.*`, `sp_encryption_certificates.*` and `sp_signing_certificates.*`.

use http::StatusCode;
use serde_json::{Value, json};

use crate::domains::connections::model::certificate::CertificatePurpose::{
    IdpSigning, SpEncryption, SpSigning,
};
use crate::domains::connections::model::certificate::{CertificatePurpose, SamlCertificate};
use crate::domains::connections::options::Protocol;
use crate::domains::state::State;
use crate::domains::tx::Tx;
use crate::http::answer::{Answer, Failure, empty, json as respond};
use crate::http::rejected::Rejected;
use crate::http::request::Call;

/// `GET /connections/{connection_id}/saml_idp_signing_certs`
pub(crate) fn list_idp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    list(call, tx, IdpSigning)
}

/// `POST /connections/{connection_id}/saml_idp_signing_certs`
pub(crate) fn create_idp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let fields = call.fields()?;
    let pem = fields.get("value").and_then(Value::as_str).unwrap_or_default();
    let connection_id = saml_connection(call, tx.state)?;
    let id = tx.state.add_certificate(&connection_id, IdpSigning, pem, tx.moment)?;
    answer(tx.state, &id, StatusCode::CREATED)
}

/// `DELETE /connections/{connection_id}/saml_idp_signing_certs/{certificate_id}`
pub(crate) fn delete_idp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    delete(call, tx, IdpSigning)
}

/// `GET /connections/{connection_id}/saml_sp_encryption_certs`
pub(crate) fn list_sp_encryption(call: &Call, tx: &mut Tx<'_>) -> Answer {
    list(call, tx, SpEncryption)
}

/// `POST /connections/{connection_id}/saml_sp_encryption_certs`
pub(crate) fn create_sp_encryption(call: &Call, tx: &mut Tx<'_>) -> Answer {
    make(call, tx, SpEncryption)
}

/// `DELETE /connections/{connection_id}/saml_sp_encryption_certs/{certificate_id}`
pub(crate) fn delete_sp_encryption(call: &Call, tx: &mut Tx<'_>) -> Answer {
    delete(call, tx, SpEncryption)
}

/// `GET /connections/{connection_id}/saml_sp_signing_cert`: a connection has one at most.
pub(crate) fn get_sp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    let connection_id = saml_connection(call, tx.state)?;
    let own = tx.state.certificates(&connection_id, SpSigning).next();
    let own = own.ok_or_else(|| Failure::not_found("Signing certificate of connection", &connection_id))?;
    Ok(respond(StatusCode::OK, &own.to_json()))
}

/// `POST /connections/{connection_id}/saml_sp_signing_cert`
pub(crate) fn create_sp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    make(call, tx, SpSigning)
}

/// `DELETE /connections/{connection_id}/saml_sp_signing_cert/{certificate_id}`
pub(crate) fn delete_sp_signing(call: &Call, tx: &mut Tx<'_>) -> Answer {
    delete(call, tx, SpSigning)
}

/// All of them at once.
fn list(call: &Call, tx: &mut Tx<'_>, purpose: CertificatePurpose) -> Answer {
    let connection_id = saml_connection(call, tx.state)?;
    let all: Vec<_> = tx.state.certificates(&connection_id, purpose).map(SamlCertificate::to_json).collect();
    Ok(respond(StatusCode::OK, &json!({"object": "list", "data": all})))
}

fn make(call: &Call, tx: &mut Tx<'_>, purpose: CertificatePurpose) -> Answer {
    let connection_id = saml_connection(call, tx.state)?;
    let id = tx.state.make_key_pair(&connection_id, purpose, tx.moment)?;
    answer(tx.state, &id, StatusCode::CREATED)
}

fn delete(call: &Call, tx: &mut Tx<'_>, purpose: CertificatePurpose) -> Answer {
    let connection_id = saml_connection(call, tx.state)?;
    let id = call.path("certificate_id");
    let own = tx.state.connections.certificates.get(id);
    if own.is_none_or(|own| own.connection_id != connection_id || own.purpose != purpose) {
        return Err(Failure::not_found("Certificate", id));
    }
    tx.state.connections.certificates.remove(id);
    Ok(empty(StatusCode::NO_CONTENT))
}

/// # Errors
/// 404 when there is no such connection; 422 when it does not speak SAML.
fn saml_connection(call: &Call, state: &State) -> Result<String, Failure> {
    let id = call.path("connection_id");
    let connection = state.connections.all.get(id).ok_or_else(|| Failure::not_found("Connection", id))?;
    if Protocol::of_type(connection.connection_type) != Some(Protocol::Saml) {
        return Err(Rejected::new("connection", id, "is not a SAML connection").into());
    }
    Ok(connection.id.clone())
}

fn answer(state: &State, id: &str, status: StatusCode) -> Answer {
    let own = state.connections.certificates.get(id).ok_or_else(|| Failure::not_found("Certificate", id))?;
    Ok(respond(status, &own.to_json()))
}
