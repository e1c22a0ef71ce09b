//! The goldens of the code generator, compiled and used: to be included as `pub mod goldens;`.

#[path = "../../xtask/goldens/answers/expected/mod.rs"]
pub mod answers;
#[path = "../../xtask/goldens/bodies/expected/mod.rs"]
pub mod bodies;
#[path = "../../xtask/goldens/events/expected/mod.rs"]
pub mod events;
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
    use futures_executor::block_on;
    use serde_json::{Value, json};
    use workos_client::{Client, Error};
    use workos_core::{Patch, Secret};
    use workos_transport_mock::{Reply, Script};

    use super::answers::Lamp as Wrapped;
    use super::bodies::{Lamps, LoginDevice, LoginPassword, Stand};
    use super::events::{Happening, HappeningData};
    use super::objects::{Lamp, LampState, Pairing, Shade};
    use super::parameters::Lamps as Finders;
    use super::unions::{
        Grant, GrantVia, Lamps as Tagged, Mixed, MixedValue, Owner, Reading, SetTagsTagsValue, Signal,
        SignalOn, Thing,
    };

    /// A client with credentials, and where its requests can be seen.
    fn client() -> (Client, Script) {
        let script = Script::new().reply(Reply::json(200, json!({})));
        let client = Client::builder().api_key("sk_test_canary").client_id("client_1");
        (client.transport(script.clone()).build().unwrap(), script)
    }

    fn sent(script: &Script) -> Value {
        script.requests()[0].json().unwrap()
    }

    fn lamp() -> Value {
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
    fn secrets_of_a_body_are_sent_cleared_or_kept_in_every_form_and_never_printed() {
        let (client, script) = client();
        let call = Lamps::new(&client)
            .pair(None)
            .spare(Patch::Set(Secret::from("canary 1")))
            .keys(["canary 2"])
            .guests([("ann", "canary 3")]);
        assert!(!format!("{call:?}").contains("canary"));
        block_on(call.send()).unwrap();
        let expected = json!({
            "client_id": "client_1", "client_secret": "sk_test_canary", "forever": true, "pin": null,
            "spare": "canary 1", "keys": ["canary 2"], "guests": {"ann": "canary 3"},
        });
        assert_eq!(sent(&script), expected);

        let (client, script) = self::client();
        block_on(Lamps::new(&client).pair(Secret::from("canary")).spare(Patch::Clear).send()).unwrap();
        assert_eq!((&sent(&script)["pin"], &sent(&script)["spare"]), (&json!("canary"), &Value::Null));
    }

    #[test]
    fn an_arm_that_takes_no_secret_is_sent_none() {
        let (client, script) = client();
        block_on(Lamps::new(&client).log_in(LoginPassword::new("p")).send()).unwrap();
        assert_eq!(
            sent(&script),
            json!({"how": "password", "password": "p", "client_id": "client_1", "client_secret": "sk_test_canary"})
        );
        let (client, script) = self::client();
        block_on(Lamps::new(&client).log_in(LoginDevice::new("c")).send()).unwrap();
        assert_eq!(sent(&script), json!({"how": "device", "code": "c", "client_id": "client_1"}));
    }

    #[test]
    fn a_text_or_map_over_its_limit_is_refused_before_it_is_sent() {
        let (client, script) = client();
        let lamps = Lamps::new(&client);
        for call in [
            lamps.pair(None).note("x".repeat(21)),
            lamps.pair(None).labels([("longer", "x")]),
            lamps.pair(None).labels([("a", "0123456789")]),
            lamps.pair(None).labels([("a", "x"), ("b", "x"), ("c", "x"), ("d", "x")]),
        ] {
            assert!(matches!(block_on(call.send()), Err(Error::InvalidInput(_))));
        }
        assert!(script.requests().is_empty());
    }

    #[test]
    fn a_required_argument_outside_its_limits_is_refused_before_anything_is_sent() {
        let (client, script) = client();
        let lamps = Lamps::new(&client);
        let finders = Finders::new(&client);
        for (result, parameter) in [
            (block_on(lamps.move_to("x", "1234", None, 9).send()), "room"),
            (block_on(lamps.move_to("123456789", "1234", None, 9).send()), "room"),
            (block_on(lamps.move_to("den", "123", None, 9).send()), "code"),
            (block_on(lamps.move_to("den", "canary", None, 9).send()), "code"),
            (block_on(lamps.move_to("den", "1234", "longer".to_owned(), 9).send()), "tag"),
            (block_on(lamps.move_to("den", "1234", None, 61).send()), "watts"),
            (block_on(finders.find_by_code("canary", 1, "A").send()), "code"),
            (block_on(finders.find_by_code("canary 123", 10, "A").send()), "floor"),
            (block_on(finders.find_by_code("canary 123", 1, "a").send()), "wing"),
            (block_on(finders.find_by_code("canary 123", 1, "A").shelf("1234").send()), "shelf"),
        ] {
            let Err(Error::InvalidInput(refused)) = result else { panic!("{parameter}: {result:?}") };
            assert_eq!(refused.parameter(), parameter);
            assert!(!refused.to_string().contains("canary"), "{refused}");
        }
        assert!(script.requests().is_empty());
        block_on(lamps.move_to("den", "1234", "old".to_owned(), 9).moved_by("ann").send()).unwrap();
        let expected = json!({"room": "den", "code": "1234", "tag": "old", "watts": 9, "movedBy": "ann"});
        assert_eq!(sent(&script), expected);
    }

    #[test]
    fn a_body_of_credentials_alone_is_sent() {
        let (client, script) = client();
        block_on(Lamps::new(&client).reset().send()).unwrap();
        assert_eq!(sent(&script), json!({"client_id": "client_1"}));
    }

    #[test]
    fn a_secret_in_a_path_or_query_is_sent() {
        let (client, script) = client();
        block_on(Finders::new(&client).find_by_token("a/b").send()).unwrap();
        assert_eq!(script.requests()[0].path(), "/lamps/by_token/a%2Fb");
    }

    #[test]
    fn a_value_of_several_simple_types_keeps_its_type_and_all_digits() {
        for (json, expected) in [
            ("9007199254740993", MixedValue::Integer(9_007_199_254_740_993)),
            ("5", MixedValue::Integer(5)),
            ("5.5", MixedValue::Number(5.5)),
            ("\"5\"", MixedValue::Text("5".to_owned())),
            ("18446744073709551615", MixedValue::Other(json!(u64::MAX))),
            ("[true]", MixedValue::Other(json!([true]))),
        ] {
            let read: Mixed = serde_json::from_str(&format!("{{\"value\":{json}}}")).unwrap();
            assert_eq!(read.value, Some(expected));
            let written = serde_json::to_string(&read).unwrap();
            assert!(written.contains(&format!("\"value\":{json}")), "{written}");
        }
        let (client, script) = client();
        let tags: [(&str, SetTagsTagsValue); 4] = [
            ("a", 9_007_199_254_740_993_i64.into()),
            ("b", 0.5.into()),
            ("c", true.into()),
            ("d", "x".into()),
        ];
        block_on(Tagged::new(&client).set_tags(tags).send()).unwrap();
        assert_eq!(
            sent(&script)["tags"],
            json!({"a": 9_007_199_254_740_993_i64, "b": 0.5, "c": true, "d": "x"})
        );
    }

    #[test]
    fn alternatives_that_share_a_field_are_told_apart_inside_it() {
        let json = json!({"active": true, "via": {"method": "rota", "hours": 8}});
        let grant: Grant = serde_json::from_value(json.clone()).unwrap();
        assert!(matches!(&grant.via, Some(GrantVia::Rota(rota)) if rota.hours == 8));
        assert_eq!(serde_json::to_value(&grant).unwrap(), json);
    }

    #[test]
    fn a_model_may_hold_itself() {
        let json = json!({"name": "a", "lining": {"name": "b", "lining": null}, "layers": [{"name": "c", "lining": null}]});
        let shade: Shade = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(shade.lining.as_ref().map(|lining| lining.name.as_str()), Some("b"));
        let mut written = serde_json::to_value(&shade).unwrap();
        for shade in ["", "/lining", "/layers/0"] {
            written.pointer_mut(shade).unwrap().as_object_mut().unwrap().remove("prices");
        }
        assert_eq!(written, json);
        assert!(Shade::example().lining.is_none());
    }

    #[test]
    fn an_envelope_reads_what_it_holds_by_its_name_and_writes_both() {
        let json = |what: &str, data: Value| {
            json!({
                "object": "happening", "id": "h", "at": "2026-01-15T12:00:00.000Z", "note": null,
                "what": what, "data": data,
            })
        };
        let lit = json("lamp.lit", json!({"object": "lamp", "id": "l"}));
        let unknown = json("lamp.stolen", json!({"by": ["x"]}));
        for json in [&lit, &unknown] {
            let happening: Happening = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(json["what"], happening.data.name());
            assert_eq!(&serde_json::to_value(&happening).unwrap(), json);
        }
        let happening: Happening = serde_json::from_value(lit).unwrap();
        assert!(matches!(happening.data, HappeningData::LampLit(lamp) if lamp.id == "l"));
        let broken = json("lamp.lit", json!({"object": "lamp"})).to_string();
        let happening: Happening = serde_json::from_str(&broken).unwrap();
        let HappeningData::Undecodable(kept) = &happening.data else { panic!("{happening:?}") };
        assert!(kept.reason().contains("missing field `id`") && kept.raw() == broken, "{kept:?}");
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
