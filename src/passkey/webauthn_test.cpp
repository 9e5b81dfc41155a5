#include "passkey/webauthn.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "passkey/testing.h"

namespace nwd::passkey {
namespace {

using testing::HasSubstr;

const RelyingParty example{"example.org", "https://example.org"};

Bytes unhex(std::string_view text) { return from_hex(text).value(); }

// The vectors of Web Authentication Level 3, section 16 (W3C).
struct Vector {
  std::string_view made_challenge, made_client, attestation;
  std::string_view shown_challenge, shown_client, shown_data, signature;
};

constexpr Vector none_es256{
    "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130",
    "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d507434557878475453746e63647134"
    "313759447742466938767049612d7077386f4f755657345441222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f726722"
    "2c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065"
    "7874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869"
    "733a20426b5165446a646354427258426941774a544c453551227d",
    "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f0"
    "1452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330"
    "084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca6633"
    "4b03458abf879717c12cc68ed73290af2e2664796b9220",
    "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408",
    "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a5558543049"
    "393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263"
    "726f73734f726967696e223a66616c73657d",
    "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
    "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78"
    "c6e486013f937295ea13653e331e87"};

constexpr Vector packed_self_es256{
    "7869c2b772d4b58eba9378cf8f29e26cf935aa77df0da89fa99c0bdc0a76f7e5",
    "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2265476e4374334c55745936366b336a506a79"
    "6e6962506b31716e666644616966715a774c33417032392d55222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f726722"
    "2c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065"
    "7874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869"
    "733a205539685458764b453255526b4d6e625f307859485667227d",
    "a363666d74667061636b65646761747453746d74a263616c672663736967584630440220067a20754ab925005dbf378097c92120031581c732"
    "28d1fb4f5b881bcd7da98302207fc7b147558c7c0eba3af18bd9d121fa3d3a26d17fe3f220272178f473b6006d68617574684461746158a4bf"
    "abc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b55d00000000df850e09db6afbdfab51697791506cfc0020455ef3"
    "4e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58ca5010203262001215820eb151c8176b225cc651559fecf07af450fd8"
    "5802046656b34c18f6cf193843c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2",
    "4478a10b1352348dd160c1353b0d469b5db19eb91c27f7dfa6fed39fe26af20b",
    "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a225248696843784e534e493352594d45314f7731476d"
    "3132786e726b634a5f6666707637546e2d4a71386773222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263"
    "726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61792062652065787465"
    "6e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c207375636820617320746869733a20"
    "6754623533727a36456853576f6d58477a696d433151227d",
    "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50900000000",
    "304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf84002204e94dd00047b316061b3b99772b7efd95994a8"
    "3ef584b3b6b825ea3550251b66"};

class KnownAnswer : public testing::TestWithParam<Vector> {};

TEST_P(KnownAnswer, IsTaken) {
  const auto& v = GetParam();
  const auto made_challenge = unhex(v.made_challenge);
  const auto made = verify_made({example, made_challenge, false}, unhex(v.made_client), unhex(v.attestation));
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->id.size(), 32U);
  EXPECT_TRUE(made->standing.may_be_copied);
  const auto key = parse_public_key(made->public_key);
  ASSERT_TRUE(key);
  const auto shown_challenge = unhex(v.shown_challenge);
  const auto shown = verify_shown({example, shown_challenge, false}, *key, unhex(v.shown_client), unhex(v.shown_data),
                                  unhex(v.signature));
  ASSERT_TRUE(shown) << shown.error().detail;
  EXPECT_EQ(shown->counter, 0U);
  EXPECT_FALSE(shown->user_verified);
  EXPECT_THAT(verify_shown({example, shown_challenge, true}, *key, unhex(v.shown_client), unhex(v.shown_data),
                           unhex(v.signature))
                  .error()
                  .detail,
              HasSubstr("not verified"));
}
INSTANTIATE_TEST_SUITE_P(Webauthn, KnownAnswer, testing::Values(none_es256, packed_self_es256));

TEST(Webauthn, VerifiesTheEd25519AssertionOfTheVectors) {
  const auto key =
      parse_public_key(unhex("a401010327200621582044e06ddd331c36a8dc667bab52bcae63486c916aa5e339e6acebaa84934bf832"));
  const auto challenge = unhex("895957e01c633a698348a2d8a31a54b7db27e8c1c43b2080d79ae2190267bfd2");
  const auto client = unhex(
      "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a2269566c583442786a4f6d6d44534b4c596f787055"
      "7439736e364d48454f7943413135726947514a6e763949222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c"
      "2263726f73734f726967696e223a66616c73657d");
  const auto data = unhex("bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000");
  const auto signature = unhex(
      "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fecb097d6607525713223a0"
      "dc0d453993dae00b");
  EXPECT_TRUE(verify_shown({example, challenge, false}, key.value(), client, data, signature));
}

// Its modulus is the product of the Mersenne primes 2^1279-1 and 2^2203-1: long runs of the same digit.
TEST(Webauthn, VerifiesTheRsaAssertionOfTheVectors) {
  std::string modulus;
  for (const auto& [digit, count] : std::initializer_list<std::pair<char, std::size_t>>{
           {'0', 1}, {'3', 1}, {'f', 319}, {'7', 1}, {'f', 230}, {'8', 1}, {'0', 318}, {'1', 1}})
    modulus.append(count, digit);
  const auto key = parse_public_key(unhex("a4010303390100205901b4" + modulus + "2143010001"));
  ASSERT_TRUE(key);
  const auto challenge = unhex("295f59f5fa8fe62c5aca9e27626c78c8da376ae6d8cd2dd29aebad601e1bc4c5");
  const auto client = unhex(
      "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224b56395a39667150356978617970346e59"
      "6d7834794e6f33617562597a5333536d75757459423462784d55222c226f726967696e223a2268747470733a2f2f6578616d706c65"
      "2e6f7267222c2263726f73734f726967696e223a66616c73657d");
  const auto data = unhex("bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000");
  const auto signature = unhex(
      "01063d52d7c39b4d432fc7063c5d93e582bdcb16889cd71f888d67d880ea730a428498d3bc8e1ee11f2b1ecbe6c292b118c55ffaad"
      "defa8cad0a54dd137c51f1eec673f1bb6c4d1789d6826a222b22d0f585fc901fdc933212e579d199b89d672aa44891333e6a135553"
      "6025e82b25590256c3538229b55737083b2f6b9377e49e2472f11952f79fdd0da180b5ffd901b4049a8f081bb40711bef76c62aed9"
      "43571f2d0575304cb549d68d8892f95086a30f93716aee818f8dc06e96c0d5e0ed4cfa9fd8773d90464b68cf140f7986666ff9c9e3"
      "302acd0535d60d769f465e2ab57ef8aabc89fccfef7ba32a64154a8b3d26be2298f470b8cc5377dbe3dfd4b0b45f8f01e63bde6cfc"
      "76b62771f9b70aa27cf40152cad93aa5acd784fd4b90f676e2ea828d0bf2400aebbaae4153e5838f537f88b6228346782a93a899be"
      "66ec77de45b3efcf311da6321c92e6b0cd11bfe653bf3e98cee8e341f02d67dbb6f9c98d9e8178090cfb5b70fbc6d541599ac794ae"
      "2f1d4de1286ec8de8c2daf7b1d15c8438e90d924df5c19045220a4c8438c1b979bbe016cf3d0eeec23c3999d4882cc645b776de930"
      "756612cdc6dd398160ff02a6");
  EXPECT_TRUE(verify_shown({example, challenge, false}, *key, client, data, signature));
}

TEST(Webauthn, WhatIsAskedForFromWithinAnotherSiteIsTurnedAway) {
  SoftAuthenticator authenticator;
  const auto challenge = unhex("00112233445566778899aabbccddeeff");
  const auto made = authenticator.make(example, challenge, {});
  const auto key = parse_public_key(verify_made({example, challenge}, made.client_data, made.attestation)->public_key);
  for (const auto* const members :
       {R"(,"crossOrigin":true)", R"(,"topOrigin":"https://other.example")", R"(,"crossOrigin":"false")"}) {
    authenticator.client_members = members;
    const auto shown = authenticator.show(example, challenge);
    EXPECT_FALSE(verify_shown({example, challenge}, *key, shown.client_data, shown.authenticator_data, shown.signature))
        << members;
  }
  authenticator.client_members = R"(,"crossOrigin":false,"other":[1,{}])";
  const auto shown = authenticator.show(example, challenge);
  EXPECT_TRUE(verify_shown({example, challenge}, *key, shown.client_data, shown.authenticator_data, shown.signature));
}

class EveryAlgorithm : public testing::TestWithParam<Algorithm> {};

TEST_P(EveryAlgorithm, IsMadeAndShown) {
  SoftAuthenticator authenticator(GetParam());
  authenticator.counter = 7;
  authenticator.extended = true;
  const auto challenge = unhex("00112233445566778899aabbccddeeff");
  for (const bool own : {false, true}) {
    authenticator.own_attestation = own;
    const auto answer = authenticator.make(example, challenge, {});
    const auto made = verify_made({example, challenge}, answer.client_data, answer.attestation);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->id, authenticator.id());
    EXPECT_EQ(made->public_key, authenticator.cose());
    const auto shown = authenticator.show(example, challenge);
    const auto standing = verify_shown({example, challenge}, parse_public_key(made->public_key).value(),
                                       shown.client_data, shown.authenticator_data, shown.signature);
    ASSERT_TRUE(standing) << standing.error().detail;
    EXPECT_EQ(standing->counter, authenticator.counter);
    EXPECT_TRUE(standing->user_verified);
  }
}
INSTANTIATE_TEST_SUITE_P(Webauthn, EveryAlgorithm, testing::ValuesIn(all_algorithms));

TEST(Webauthn, EachThingThatIsNotAsItShouldBeIsTurnedAway) {
  SoftAuthenticator authenticator;
  const auto challenge = unhex("00112233445566778899aabbccddeeff");
  const auto other_challenge = unhex("ff112233445566778899aabbccddeeff");
  const auto answer = authenticator.make(example, challenge, {});
  const auto key = parse_public_key(authenticator.cose()).value();
  const auto why_not = [&](const Expected& expected, const RelyingParty& at) {
    const auto shown = authenticator.show(at, challenge);
    const auto standing = verify_shown(expected, key, shown.client_data, shown.authenticator_data, shown.signature);
    return standing ? std::string() : standing.error().detail;
  };
  EXPECT_EQ(why_not({example, challenge}, example), "");
  EXPECT_EQ(why_not({example, other_challenge}, example), "another challenge");
  EXPECT_EQ(why_not({example, challenge}, {"example.org", "https://example.org:8443"}), "another origin");
  EXPECT_EQ(why_not({example, challenge}, {"example.org", "http://example.org"}), "another origin");
  EXPECT_EQ(why_not({example, challenge}, {"evil.example", "https://example.org"}), "made for another site");
  EXPECT_EQ(verify_shown({example, challenge}, key, answer.client_data, {}, {}).error().detail,
            "a client's data of another kind");
  const auto shown = authenticator.show(example, challenge);
  EXPECT_EQ(verify_made({example, challenge}, shown.client_data, answer.attestation).error().detail,
            "a client's data of another kind");
  SoftAuthenticator stranger;
  EXPECT_EQ(verify_shown({example, challenge}, parse_public_key(stranger.cose()).value(), shown.client_data,
                         shown.authenticator_data, shown.signature)
                .error()
                .detail,
            "the signature");
  authenticator.verified = false;
  EXPECT_EQ(why_not({example, challenge}, example), "whoever was there was not verified");
}

// A byte changed anywhere in what is signed or in the signature, a byte more or a byte less.
RC_GTEST_PROP(Webauthn, ChangedAnswersAreTurnedAway, ()) {
  static SoftAuthenticator authenticator(Algorithm::eddsa);
  static const auto key = parse_public_key(authenticator.cose()).value();
  const auto challenge = unhex("00112233445566778899aabbccddeeff");
  auto shown = authenticator.show(example, challenge);
  RC_ASSERT(verify_shown({example, challenge}, key, shown.client_data, shown.authenticator_data, shown.signature));
  auto& changed = *std::array{&shown.client_data, &shown.authenticator_data,
                              &shown.signature}[*rc::gen::inRange<std::size_t>(0, 3)];
  const auto at = *rc::gen::inRange<std::size_t>(0, changed.size());
  const auto deed = *rc::gen::inRange(0, 3);
  if (deed == 0) changed[at] = static_cast<std::uint8_t>(changed[at] ^ *rc::gen::inRange(1, 256));
  if (deed == 1) changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at));
  if (deed == 2) changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(at), *rc::gen::arbitrary<std::uint8_t>());
  RC_ASSERT(!verify_shown({example, challenge}, key, shown.client_data, shown.authenticator_data, shown.signature));
}

// The same for what a new key signed itself; its signature covers everything but the words around it.
RC_GTEST_PROP(Webauthn, ChangedAttestationsAreTurnedAway, ()) {
  static SoftAuthenticator authenticator(Algorithm::es256);
  authenticator.own_attestation = true;
  const auto challenge = unhex("00112233445566778899aabbccddeeff");
  auto made = authenticator.make(example, challenge, {});
  RC_ASSERT(verify_made({example, challenge}, made.client_data, made.attestation));
  auto& changed = *std::array{&made.client_data, &made.attestation}[*rc::gen::inRange<std::size_t>(0, 2)];
  const auto at = *rc::gen::inRange<std::size_t>(0, changed.size());
  changed[at] = static_cast<std::uint8_t>(changed[at] ^ *rc::gen::inRange(1, 256));
  RC_ASSERT(!verify_made({example, challenge}, made.client_data, made.attestation));
}

TEST(Webauthn, KeysThatAreNoneAreTurnedAway) {
  const auto good = SoftAuthenticator().cose();
  ASSERT_TRUE(parse_public_key(good));
  auto off_curve = good;
  off_curve.back() ^= 1U;
  EXPECT_FALSE(parse_public_key(off_curve));
  for (const auto* const bad :
       {"a0", "a50102032620012158", "a4010103272006215820", "a401030339010020430100012143010001",
        "a40101032720072158200000000000000000000000000000000000000000000000000000000000000000"})
    EXPECT_FALSE(parse_public_key(unhex(bad))) << bad;
}

}  // namespace
}  // namespace nwd::passkey
