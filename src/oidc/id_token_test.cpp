// ID tokens: the RFCs' own examples, tokens as they should be, and every way to forge one that we know of.
#include "oidc/id_token.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "oidc/testing.h"

namespace nwd::oidc {
namespace {

using boost::json::object;
using passkey::Algorithm;

constexpr Instant now{1'795'500'000'000};
constexpr std::int64_t second = now.ms / second_ms;

Expected expected() { return {"https://login.example", "notes", "a nonce", now}; }

object claims() {
  return {{"iss", "https://login.example"},
          {"sub", "ana"},
          {"aud", "notes"},
          {"exp", second + 300},
          {"iat", second},
          {"nonce", "a nonce"},
          {"email", "not asked for"}};
}

KeySet set_of(const std::vector<SigningPair>& pairs) { return KeySet::parse(key_set_of(pairs)).value(); }

Result<std::string> verify(const SigningPair& pair, const object& said) {
  return verify_id_token(expected(), set_of({pair}), pair.sign(pair.header(), boost::json::serialize(said)));
}
Code code_of(const Result<std::string>& result) { return result ? Code::internal : result.error().code; }

template <class T>
object with(std::string_view name, const T& value) {
  object said = claims();
  said[name] = value;
  return said;
}

TEST(KnownAnswer, Es256OfRfc7515AppendixA3Verifies) {
  const auto keys = KeySet::parse(
      R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
  ASSERT_TRUE(keys) << keys.error().detail;
  const auto jws = parse_jws(
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
      "cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
  ASSERT_TRUE(jws) << jws.error().detail;
  EXPECT_TRUE(verifies(*jws, keys->find("", Algorithm::es256)->key));
}

TEST(KnownAnswer, Ed25519OfRfc8037AppendixA4Verifies) {
  const auto keys =
      KeySet::parse(R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})");
  ASSERT_TRUE(keys) << keys.error().detail;
  const auto jws = parse_jws(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  ASSERT_TRUE(jws) << jws.error().detail;
  EXPECT_EQ(text_of(jws->payload), "Example of Ed25519 signing");
  EXPECT_TRUE(verifies(*jws, keys->find("", Algorithm::eddsa)->key));
}

TEST(IdToken, OfEachAlgorithmIsTaken) {
  for (const auto algorithm : passkey::all_algorithms) {
    const SigningPair pair("a key", algorithm);
    const auto subject = verify(pair, claims());
    ASSERT_TRUE(subject) << static_cast<int>(algorithm) << ' ' << subject.error().detail;
    EXPECT_EQ(*subject, "ana");
  }
}

TEST(IdToken, WithoutASignatureIsNone) {
  const SigningPair pair("a key");
  const std::string payload = boost::json::serialize(claims());
  for (const auto* const algorithm : {"none", "None", "nOnE", "", "HS256", "HS512", "ES256K", "RS1"}) {
    const object header{{"alg", algorithm}, {"kid", "a key"}};
    const auto token = pair.sign(header, payload);
    EXPECT_EQ(code_of(verify_id_token(expected(), set_of({pair}), token)), Code::invalid) << algorithm;
    const auto bare = token.substr(0, token.rfind('.') + 1);
    EXPECT_EQ(code_of(verify_id_token(expected(), set_of({pair}), bare)), Code::invalid) << algorithm;
  }
  const auto token = pair.sign(pair.header(), payload);
  EXPECT_EQ(code_of(verify_id_token(expected(), set_of({pair}), token.substr(0, token.rfind('.') + 1))),
            Code::unauthenticated);
}

// The algorithm is the key's: what another key of the set signed is not taken under this one's name.
TEST(IdToken, OfAnotherKeyUnderThisNameIsTurnedAway) {
  const SigningPair ours("one", Algorithm::es256);
  const SigningPair other("two", Algorithm::es256);
  const SigningPair rsa("three", Algorithm::rs256);
  const std::string payload = boost::json::serialize(claims());
  const auto keys = set_of({ours, other, rsa});
  EXPECT_TRUE(verify_id_token(expected(), keys, other.sign(other.header(), payload)));
  EXPECT_EQ(code_of(verify_id_token(expected(), keys, other.sign(ours.header(), payload))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify_id_token(expected(), keys, other.sign(rsa.header(), payload))), Code::unauthenticated);
  const object crossed{{"alg", "RS256"}, {"kid", "one"}};
  EXPECT_EQ(code_of(verify_id_token(expected(), keys, rsa.sign(crossed, payload))), Code::stale);
}

TEST(IdToken, WithoutAKeysNameIsTakenOnlyWhereThereIsOneKey) {
  const SigningPair pair("", Algorithm::es256);
  const SigningPair named("named", Algorithm::es256);
  const SigningPair rsa("", Algorithm::rs256);
  const auto token = pair.sign(pair.header(), boost::json::serialize(claims()));
  EXPECT_TRUE(verify_id_token(expected(), set_of({pair, rsa}), token));
  EXPECT_EQ(code_of(verify_id_token(expected(), set_of({pair, named}), token)), Code::stale);
}

// What a token brings along of its own is never looked at.
TEST(IdToken, ItsOwnKeyIsNeverTaken) {
  const SigningPair ours("one");
  const SigningPair forger("one");
  object header = forger.header();
  header["jwk"] = forger.jwk();
  header["jku"] = "https://forger.example/jwks";
  EXPECT_EQ(code_of(verify_id_token(expected(), set_of({ours}), forger.sign(header, boost::json::serialize(claims())))),
            Code::unauthenticated);
}

TEST(IdToken, OfAnExtensionThatMustBeUnderstoodIsTurnedAway) {
  const SigningPair pair("one");
  for (const auto* const member : {"crit", "b64"}) {
    object header = pair.header();
    header[member] = boost::json::array{"exp"};
    EXPECT_EQ(code_of(verify_id_token(expected(), set_of({pair}), pair.sign(header, boost::json::serialize(claims())))),
              Code::invalid);
  }
}

TEST(IdToken, IsForThisClientAloneAndOfThisIssuer) {
  const SigningPair pair("one");
  EXPECT_TRUE(verify(pair, with("aud", boost::json::array{"notes"})));
  EXPECT_TRUE(verify(pair, with("azp", "notes")));
  EXPECT_EQ(code_of(verify(pair, with("aud", "another"))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("aud", boost::json::array{"notes", "another"}))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("aud", boost::json::array{}))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("azp", "another"))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("azp", nullptr))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("iss", "https://login.example/"))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("nonce", "another"))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("nonce", nullptr))), Code::unauthenticated);
}

TEST(IdToken, IsOfNow) {
  const SigningPair pair("one");
  constexpr std::int64_t skew = clock_skew_ms / second_ms;
  constexpr std::int64_t oldest = oldest_token_ms / second_ms;
  EXPECT_TRUE(verify(pair, with("exp", second - skew + 1)));
  EXPECT_EQ(code_of(verify(pair, with("exp", second - skew))), Code::unauthenticated);
  EXPECT_TRUE(verify(pair, with("iat", second + skew)));
  EXPECT_EQ(code_of(verify(pair, with("iat", second + skew + 1))), Code::unauthenticated);
  EXPECT_TRUE(verify(pair, with("iat", second - oldest - skew)));
  EXPECT_EQ(code_of(verify(pair, with("iat", second - oldest - skew - 1))), Code::unauthenticated);
  EXPECT_EQ(code_of(verify(pair, with("nbf", second + skew + 1))), Code::unauthenticated);
  EXPECT_TRUE(verify(pair, with("exp", static_cast<double>(second) + 0.5)));
  for (const boost::json::value& wrong :
       {boost::json::value("soon"), boost::json::value(1e300), boost::json::value(-1), boost::json::value(nullptr)}) {
    EXPECT_EQ(code_of(verify(pair, with("exp", wrong))), Code::invalid);
    EXPECT_EQ(code_of(verify(pair, with("iat", wrong))), Code::invalid);
  }
}

TEST(IdToken, NamesSomebody) {
  const SigningPair pair("one");
  EXPECT_TRUE(verify(pair, with("sub", std::string(255, 'a'))));
  for (const auto& wrong : {std::string(), std::string(256, 'a'), std::string("a\nb"), std::string("caf\xc3\xa9")})
    EXPECT_EQ(code_of(verify(pair, with("sub", wrong))), Code::invalid);
  EXPECT_EQ(code_of(verify(pair, with("sub", 7))), Code::invalid);
}

TEST(IdToken, IsReadStrictly) {
  const SigningPair pair("one");
  const auto keys = set_of({pair});
  const auto token = pair.sign(pair.header(), boost::json::serialize(claims()));
  ASSERT_TRUE(verify_id_token(expected(), keys, token));
  for (const auto& wrong : {token + ".", token + "=", " " + token, token + "\n", std::string(), std::string(".."),
                            token.substr(0, token.rfind('.')), std::string(largest_token + 1, 'a')})
    EXPECT_EQ(code_of(verify_id_token(expected(), keys, wrong)), Code::invalid);
  const std::string twice =
      R"({"sub":"ana","sub":"ben",)" + boost::json::serialize(claims()).substr(1);  // which of them is not said
  EXPECT_EQ(code_of(verify_id_token(expected(), keys, pair.sign(pair.header(), twice))), Code::invalid);
}

RC_GTEST_PROP(IdTokenProperty, ChangedAtAnySignIsNotTaken, ()) {
  static const SigningPair pair("one");
  static const auto keys = set_of({pair});
  static const auto token = pair.sign(pair.header(), boost::json::serialize(claims()));
  std::string changed = token;
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  changed[at] = *rc::gen::elementOf(std::string("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."));
  RC_PRE(changed != token);
  RC_ASSERT(!verify_id_token(expected(), keys, changed));
}

TEST(KeySet, PassesOverWhatIsNotForSignatures) {
  const SigningPair ours("one");
  object encrypts = SigningPair("two", Algorithm::rs256).jwk();
  encrypts["use"] = "enc";
  object for_signing = SigningPair("three").jwk();
  for_signing["key_ops"] = boost::json::array{"sign"};
  object with_private = SigningPair("four").jwk();
  with_private["d"] = "AAAA";
  object of_another_algorithm = SigningPair("five").jwk();
  of_another_algorithm["alg"] = "ES384";
  object no_point = SigningPair("six").jwk();
  no_point["x"] = no_point["y"];
  const object set{{"keys",
                    {{{"kty", "oct"}, {"k", "AAAA"}},
                     encrypts,
                     for_signing,
                     with_private,
                     of_another_algorithm,
                     no_point,
                     "no object",
                     ours.jwk()}}};
  const auto keys = KeySet::parse(boost::json::serialize(set));
  ASSERT_TRUE(keys) << keys.error().detail;
  EXPECT_EQ(keys->size(), 1);
  EXPECT_NE(keys->find("one", Algorithm::es256), nullptr);
}

TEST(KeySet, IsBounded) {
  const SigningPair one("one");
  EXPECT_FALSE(KeySet::parse(key_set_of({one, one}))) << "two keys of one name";
  EXPECT_FALSE(KeySet::parse(R"({"keys":[]})"));
  EXPECT_FALSE(KeySet::parse(R"([])"));
  EXPECT_FALSE(KeySet::parse(R"({"keys":7})"));
  boost::json::array many(most_keys + 1, one.jwk());
  EXPECT_FALSE(KeySet::parse(boost::json::serialize(object{{"keys", many}})));
  EXPECT_FALSE(KeySet::parse(key_set_of({one}) + std::string(largest_key_set, ' ')));
}

}  // namespace
}  // namespace nwd::oidc
