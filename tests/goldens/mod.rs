//! The goldens of the code generator, compiled and used: to be included as `pub mod goldens;`.

#[path = "../../xtask/goldens/answers/expected/mod.rs"]
pub mod answers;
#[path = "../../xtask/goldens/bodies/expected/mod.rs"]
pub mod bodies;
#[path = "../../xtask/goldens/metadata/expected/mod.rs"]
pub mod metadata;
#[path = "../../xtask/goldens/objects/expected/mod.rs"]
pub mod objects;
#[path = "../../xtask/goldens/parameters/expected/mod.rs"]
pub mod parameters;
#[path = "../../xtask/goldens/unions/expected/mod.rs"]
pub mod unions;

/// The metadata of a call that is written by hand.
pub fn redirect() -> &'static workos_client::Operation {
    &metadata::REDIRECT
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use workos_core::Patch;

    use super::answers::Lamp as Wrapped;
    use super::bodies::Stand;
    use super::objects::{Lamp, LampState, Pairing};
    use super::unions::{Owner, Reading, Signal, SignalOn, Thing};

    fn lamp() -> serde_json::Value {
        json!({
            "object": "lamp", "id": "conn_1", "connection_type": "OktaSAML", "lit_at": "2026-01-15T12:00:00.000Z",
            "seen_at": 1_735_141_800, "name": null, "role": null, "watts": 40, "lumens": 800, "volts": 3.3, "lit": true,
            "colours": ["red"], "labels": {"room": "hall"}, "raw": {"deep": [1]}, "state": "half-lit",
        })
    }

    #[test]
    fn a_model_reads_and_writes_the_same_json() {
        let read: Lamp = serde_json::from_value(lamp()).unwrap();
        assert_eq!(read.state, LampState::HalfLit);
        let mut expected = lamp();
        expected["seen_at"] = json!("2024-12-25T15:50:00.000Z");
        assert_eq!(serde_json::to_value(&read).unwrap(), expected);
    }

    #[test]
    fn lists_and_maps_may_be_null_and_unknown_fields_and_values_pass() {
        let mut json = lamp();
        for (name, value) in
            [("colours", json!(null)), ("labels", json!(null)), ("state", json!("new")), ("x", json!(1))]
        {
            json[name] = value;
        }
        let read: Lamp = serde_json::from_value(json).unwrap();
        assert!(read.colours.is_empty() && read.labels.is_empty());
        assert_eq!(read.state.as_str(), "new");
    }

    #[test]
    fn an_alias_of_a_value_reads_as_the_value() {
        assert_eq!(LampState::from("bright"), LampState::Lit);
        assert_eq!(LampState::Lit.as_str(), "lit");
    }

    #[test]
    fn an_object_comes_bare_or_wrapped_and_its_field_under_either_name() {
        for json in [json!({"id": "1", "url": "u"}), json!({"lamp": {"id": "1", "link": "u"}})] {
            let lamp: Wrapped = serde_json::from_value(json).unwrap();
            assert_eq!((lamp.id.as_str(), lamp.url.as_deref()), ("1", Some("u")));
            assert_eq!(
                serde_json::to_value(&lamp).unwrap(),
                json!({"object": "lamp", "id": "1", "url": "u"})
            );
        }
        let error = serde_json::from_value::<Wrapped>(json!({"lamp": {}})).unwrap_err();
        assert!(error.to_string().contains("`id`"), "{error}");
    }

    #[test]
    fn a_union_keeps_what_it_does_not_know() {
        for json in [
            json!({"type": "person", "name": "Ann"}),
            json!({"object": "company", "type": "company", "vat": "X1"}),
            json!({"type": "robot", "model": 7}),
        ] {
            let owner: Owner = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(serde_json::to_value(&owner).unwrap(), json);
            assert_eq!(matches!(owner, Owner::Unknown { .. }), json["type"] == "robot");
        }
        let thing: Thing = serde_json::from_value(json!({"object": "lamp", "id": "1"})).unwrap();
        assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"object": "lamp", "id": "1"}));
    }

    #[test]
    fn a_union_that_is_sent_writes_its_tag() {
        let signal: Signal = SignalOn::new(3).into();
        assert_eq!(serde_json::to_value(&signal).unwrap(), json!({"kind": "on", "level": 3}));
    }

    #[test]
    fn alternatives_without_a_tag_read_as_one_struct() {
        let reading: Reading = serde_json::from_value(json!({"id": "1", "raw": "x"})).unwrap();
        assert_eq!((reading.celsius, reading.raw.as_deref()), (None, Some("x")));
    }

    #[test]
    fn a_patch_of_a_nested_object_is_kept_cleared_or_set() {
        let json = |stand: &Stand| serde_json::to_value(stand).unwrap();
        let stand = Stand::new(1.5);
        assert_eq!(json(&stand), json!({"height": 1.5}));
        assert_eq!(json(&stand.clone().finish("oak")), json!({"height": 1.5, "finish": "oak"}));
        assert_eq!(json(&stand.finish(Patch::Clear)), json!({"height": 1.5, "finish": null}));
    }

    #[test]
    fn a_secret_is_read_and_not_printed() {
        let pairing: Pairing = serde_json::from_value(json!({"token": "canary", "lamp": lamp()})).unwrap();
        assert_eq!(pairing.token.expose(), "canary");
        assert!(!format!("{pairing:?}").contains("canary"));
    }

    #[test]
    fn an_operation_that_is_written_by_hand_has_its_metadata() {
        assert_eq!(super::redirect().id(), "lamps.redirect");
    }
}
