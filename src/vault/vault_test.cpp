#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <boost/json/value_from.hpp>
#include <sstream>
#include <thread>

#include "vault/envelope.h"
#include "vault/keypair.h"
#include "vault/organization_keys.h"
#include "vault/passphrase.h"
#include "vault/place.h"
#include "vault/sealed.h"

namespace nwd::vault {
namespace {

const bool ready = [] {
  initialise();
  return true;
}();

IdBytes row(std::uint8_t n) {
  IdBytes id;
  id.raw.fill(n);
  return id;
}
const Place here{"case_envelope", row(1), "facts", 3};

Bytes bytes(std::string_view text) {
  const auto view = bytes_of(text);
  return {view.begin(), view.end()};
}
Bytes bytes(const SecretBytes& secret) { return {secret.view().begin(), secret.view().end()}; }

RC_GTEST_PROP(Envelope, OpensToWhatWasSealed, (const Bytes& plain)) {
  const auto key = new_key();
  const auto sealed = seal(key, here, plain);
  RC_ASSERT(sealed.has_value());
  const auto opened = open(key, here, *sealed);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(bytes(*opened) == plain);
}

RC_GTEST_PROP(Envelope, OpensInItsOwnPlaceOnlyWhateverThePlaces,
              (const std::string& table, const std::string& column, std::int64_t version, const std::string& table2,
               const std::string& column2, std::int64_t version2)) {
  const auto key = new_key();
  const Place place{table, row(1), column, version};
  const Place other{table2, row(1), column2, version2};
  const bool same = table == table2 && column == column2 && version == version2;
  const auto sealed = seal(key, place, bytes_of("a name")).value();
  RC_ASSERT(open(key, place, sealed).has_value());
  RC_ASSERT(open(key, other, sealed).has_value() == same);
}

RC_GTEST_PROP(Envelope, TwoPlacesNeverHaveTheSameBytes, (const std::string& text, unsigned cut_a, unsigned cut_b)) {
  const std::string_view all = text;
  const std::size_t a = text.empty() ? 0 : cut_a % text.size();
  const std::size_t b = text.empty() ? 0 : cut_b % text.size();
  const auto bytes_a = bytes_of_place("envelope", {all.substr(0, a), row(1), all.substr(a), 1});
  const auto bytes_b = bytes_of_place("envelope", {all.substr(0, b), row(1), all.substr(b), 1});
  RC_ASSERT((bytes_a == bytes_b) == (a == b));
  RC_ASSERT(bytes_a != bytes_of_place("wrap", {all.substr(0, a), row(1), all.substr(a), 1}));
}

// XChaCha20-Poly1305 alone lets a forger make one ciphertext for two keys. The commitment of another key, put into an
// otherwise whole envelope, is refused before anything is decrypted; an envelope without it has no way to open.
TEST(Envelope, ACommitmentOfAnotherKeyIsRefused) {
  const auto mine = new_key();
  const auto theirs = new_key();
  const auto sealed_for_me = seal(mine, here, bytes_of("a name")).value();
  const auto sealed_for_them = seal(theirs, here, bytes_of("a name")).value();
  auto forged = sealed_for_me;
  std::copy_n(sealed_for_them.begin() + 1, 32, forged.begin() + 1);
  for (const auto* key : {&mine, &theirs}) {
    const auto opened = open(*key, here, forged);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().detail, "envelope commitment");
  }
}

RC_GTEST_PROP(Envelope, ItsSizeIsOneOfTheClasses, ()) {
  const auto plain = *rc::gen::inRange<std::size_t>(0, 5000);
  const std::size_t padded = seal(new_key(), here, Bytes(plain, 'x')).value().size() - 1 - 32 - 24 - 16;
  RC_ASSERT(padded > plain);
  RC_ASSERT(padded == 64 || padded == 256 || padded % 1024 == 0);
}

TEST(Envelope, TheLargestOpensToo) {
  const auto key = new_key();
  const auto sealed = seal(key, here, Bytes(largest_plaintext, 'x')).value();
  EXPECT_EQ(open(key, here, sealed).value().size(), largest_plaintext);
}

TEST(Envelope, NoSingleBitMayChange) {
  const auto key = new_key();
  const auto sealed = seal(key, here, bytes_of("under sixteen, needs a bed")).value();
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto changed = sealed;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    ASSERT_FALSE(open(key, here, changed)) << "bit " << bit;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size)
    ASSERT_FALSE(open(key, here, ByteView(sealed).first(size))) << "cut to " << size;
}

TEST(Envelope, OpensInItsOwnPlaceOnly) {
  const auto key = new_key();
  const auto sealed = seal(key, here, bytes_of("a name")).value();
  const Place elsewhere[] = {{"packet", row(1), "facts", 3},
                             {"case_envelope", row(2), "facts", 3},
                             {"case_envelope", row(1), "identity", 3},
                             {"case_envelope", row(1), "facts", 2},
                             {"case_envelop", row(1), "efacts", 3}};
  for (const auto& place : elsewhere) EXPECT_EQ(open(key, place, sealed).error().code, Code::corrupt);
  EXPECT_FALSE(open(new_key(), here, sealed));
}

TEST(Envelope, ALengthTellsLittle) {
  const auto key = new_key();
  const auto size = [&](std::size_t n) { return seal(key, here, Bytes(n, 'x')).value().size(); };
  EXPECT_EQ(size(0), size(63));
  EXPECT_EQ(size(64), size(255));
  EXPECT_EQ(size(256), size(1023));
  EXPECT_LT(size(1023), size(1024));
  EXPECT_EQ(seal(key, here, Bytes(largest_plaintext + 1)).error().code, Code::too_large);
}

TEST(Envelope, HidesThePlaintextAndNeverRepeats) {
  const auto key = new_key();
  const auto a = seal(key, here, bytes_of("CANARY-CANARY")).value();
  EXPECT_EQ(text_of(a).find("CANARY"), std::string_view::npos);
  EXPECT_NE(a, seal(key, here, bytes_of("CANARY-CANARY")).value());
}

TEST(Envelope, AnotherSuiteIsSaidSo) {
  const auto key = new_key();
  auto sealed = seal(key, here, bytes_of("x")).value();
  sealed[0] = 2;
  EXPECT_EQ(open(key, here, sealed).error().code, Code::unsupported);
}

TEST(Wrap, OpensForItsRecipientInItsPlaceOnly) {
  const auto shelter = PrivateKey::generate();
  const auto other = PrivateKey::generate();
  const auto key = new_key();
  const auto wrapped = wrap(shelter.public_key(), here, key).value();
  EXPECT_EQ(bytes(unwrap(shelter, here, wrapped).value()), bytes(key));
  EXPECT_EQ(unwrap(other, here, wrapped).error().code, Code::corrupt);
  EXPECT_FALSE(unwrap(shelter, {"case_envelope", row(9), "facts", 3}, wrapped));
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    auto changed = wrapped;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    // X25519 ignores the top bit of a public key, but the key derivation does not.
    ASSERT_FALSE(unwrap(shelter, here, changed)) << "bit " << bit;
  }
}

TEST(Wrap, APublicKeyOfSmallOrderIsTurnedAway) {
  PublicKey zero;
  EXPECT_FALSE(wrap(zero, here, new_key()));
}

TEST(Wrap, WhatIsTooShortOrTooLongIsDamage) {
  const auto shelter = PrivateKey::generate();
  const auto wrapped = wrap(shelter.public_key(), here, new_key()).value();
  for (std::size_t size = 0; size < wrapped.size(); ++size)
    ASSERT_FALSE(unwrap(shelter, here, ByteView(wrapped).first(size))) << "cut to " << size;
  auto longer = wrapped;
  longer.resize(300);
  EXPECT_EQ(unwrap(shelter, here, longer).error().code, Code::corrupt);
  longer[0] = 3;
  EXPECT_EQ(unwrap(shelter, here, longer).error().code, Code::unsupported);
}

TEST(Wrap, IsNotAnEnvelopeOfTheSamePlace) {
  const auto shelter = PrivateKey::generate();
  const auto key = new_key();
  EXPECT_FALSE(open(key, here, wrap(shelter.public_key(), here, key).value()));
  EXPECT_FALSE(unwrap(shelter, here, seal(key, here, bytes_of("x")).value()));
}

TEST(NumberedWrap, OpensForItsRecipientInItsPlaceOnly) {
  Keyring keyring;
  const auto shelter = PrivateKey::generate();
  const auto key = new_key();
  const auto wrapped = wrap(keyring, {shelter.public_key(), 3}, here, key).value();
  EXPECT_EQ(bytes(unwrap(keyring, shelter, here, wrapped).value()), bytes(key));
  EXPECT_EQ(epoch_of(wrapped).value(), 3U);
  EXPECT_EQ(unwrap(keyring, PrivateKey::generate(), here, wrapped).error().code, Code::corrupt);
  EXPECT_FALSE(unwrap(keyring, shelter, {"case_envelope", row(9), "facts", 3}, wrapped));
  EXPECT_FALSE(unwrap(Keyring(), shelter, here, wrapped)) << "another keyring";
  EXPECT_FALSE(unwrap(shelter, here, wrapped)) << "without a keyring";
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    auto changed = wrapped;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    ASSERT_FALSE(unwrap(keyring, shelter, here, changed)) << "bit " << bit;
  }
  for (std::size_t size = 0; size < wrapped.size(); ++size)
    ASSERT_FALSE(unwrap(keyring, shelter, here, ByteView(wrapped).first(size))) << "cut to " << size;
}

TEST(NumberedWrap, OneOfTheFirstSuiteGoesOnOpening) {
  Keyring keyring;
  const auto shelter = PrivateKey::generate();
  const auto old = wrap(shelter.public_key(), here, new_key()).value();
  EXPECT_TRUE(unwrap(keyring, shelter, here, old));
  EXPECT_EQ(epoch_of(old).value(), first_epoch);
  EXPECT_EQ(number_of(old).value(), std::nullopt);
}

TEST(NumberedWrap, OpensForNobodyOnceItsNumberIsDestroyed) {
  Keyring keyring;
  const auto shelter = PrivateKey::generate();
  const auto gone = wrap(keyring, {shelter.public_key()}, here, new_key()).value();
  const auto other = wrap(keyring, {shelter.public_key()}, here, new_key()).value();
  keyring.destroy(number_of(gone).value().value());
  EXPECT_EQ(unwrap(keyring, shelter, here, gone).error().code, Code::gone);
  EXPECT_TRUE(unwrap(keyring, shelter, here, other));
}

RC_GTEST_PROP(KeyringTree, WhatIsDestroyedIsGoneAndNothingElse, (const std::vector<std::uint32_t>& any)) {
  Keyring keyring;
  std::vector<std::int64_t> numbers{0, INT64_MAX};
  for (const auto one : any) numbers.push_back(one);
  for (int i = 0; i < 20; ++i) numbers.push_back(keyring.next_number());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Bytes> before;
  for (const auto n : numbers) before.push_back(bytes(keyring.share(n).value()));

  std::vector<bool> destroyed(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    destroyed[i] = *rc::gen::arbitrary<bool>();
    if (destroyed[i]) keyring.destroy(numbers[i]);
  }
  const auto kept = Keyring::from(keyring.nodes()).value();  // as it would be read from its file
  for (const auto* tree : {&keyring, kept.get()})
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto share = tree->share(numbers[i]);
      RC_ASSERT(share.has_value() == !destroyed[i]);
      if (share) RC_ASSERT(bytes(*share) == before[i]);
      if (!share) RC_ASSERT(share.error().code == Code::gone);
    }
}

TEST(KeyringTree, StaysSmallWhenAllOfAStretchIsDestroyed) {
  Keyring keyring;
  for (int i = 0; i < 4096; ++i) keyring.destroy(keyring.next_number());
  EXPECT_EQ(keyring.nodes().size(), 63U - 12U);
}

TEST(KeyringTree, NodesThatOverlapOrLieAskewAreDamage) {
  const auto node = [](std::int64_t first, int level) { return Keyring::Node{first, level, SecretBytes::random(32)}; };
  const auto from = [](auto... nodes) {
    std::vector<Keyring::Node> list;
    (list.push_back(std::move(nodes)), ...);
    return Keyring::from(std::move(list));
  };
  EXPECT_TRUE(from());
  EXPECT_TRUE(from(node(8, 2), node(0, 3)));
  EXPECT_FALSE(from(node(8, 2), node(0, 4)));
  EXPECT_FALSE(from(node(2, 2)));
  EXPECT_FALSE(from(node(-8, 2)));
  EXPECT_FALSE(from(node(0, 64)));
  EXPECT_FALSE(from(node(0, 3), node(0, 2)));
  EXPECT_FALSE(from(Keyring::Node{0, 3, SecretBytes::random(16)}));
}

TEST(OrganizationKeys, AWrapOfAnEpochThatIsNotHeldIsSaidSo) {
  const auto keyring = std::make_shared<Keyring>();
  const OrganizationKeys keys(keyring, 2, PrivateKey::generate());
  const auto key = new_key();
  const auto ours = keys.wrap(keys.newest(), here, key).value();
  EXPECT_TRUE(keys.unwrap(here, ours));
  const auto other = keys.wrap({keys.newest().key, 3}, here, key).value();
  EXPECT_EQ(keys.unwrap(here, other).error().detail, epoch_not_held);
  auto changed = other;  // the wrap of epoch 3 says that it is of epoch 2
  changed[4] = 2;
  EXPECT_EQ(keys.unwrap(here, changed).error().code, Code::corrupt);
}

constexpr Cost cheap{1024, 1};

TEST(Passphrase, UnlocksWithItselfOnly) {
  Derivations derivations(cheap);
  const auto key = PrivateKey::generate();
  const auto locked = derivations.lock(key, row(5), "correct horse battery").value();
  EXPECT_EQ(derivations.unlock(locked, row(5), "correct horse battery").value().public_key(), key.public_key());
  EXPECT_EQ(derivations.unlock(locked, row(5), "correct horse batterz").error().code, Code::unauthenticated);
  EXPECT_EQ(derivations.unlock(locked, row(6), "correct horse battery").error().code, Code::unauthenticated);
  EXPECT_EQ(derivations.pretend("anything").error().message,
            derivations.unlock(locked, row(5), "wrong").error().message);
}

TEST(Passphrase, ACostOutOfBoundsIsDamageNotWork) {
  Derivations derivations(cheap);
  auto locked = derivations.lock(PrivateKey::generate(), row(5), "correct horse battery").value();
  for (std::size_t i = 16; i < 24; ++i) {
    auto changed = locked;
    changed[i] = 0xff;
    const auto code = derivations.unlock(changed, row(5), "correct horse battery").error().code;
    EXPECT_TRUE(code == Code::corrupt || code == Code::unauthenticated);
  }
}

TEST(Passphrase, AFullLineIsBusy) {
  Derivations none(cheap, 0, 0);
  EXPECT_EQ(none.pretend("anything").error().code, Code::busy);
}

TEST(Passphrase, ManyAtOnceAllGetTheirTurn) {
  Derivations derivations(cheap, 2, 50);
  std::vector<std::thread> threads;
  std::atomic<int> told{0};
  for (int i = 0; i < 20; ++i)
    threads.emplace_back([&] { told += derivations.pretend("x").error().code == Code::unauthenticated; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(told.load(), 20);
}

TEST(Passphrase, AKeyOfADearerCostIsUnlockedToo) {
  const auto key = PrivateKey::generate();
  const auto dear = Derivations({4096, 2}).lock(key, row(5), "correct horse battery").value();
  Derivations derivations(cheap, 2, 50);
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&, i] {
      const bool ok = i % 3 == 0 ? derivations.unlock(dear, row(5), "correct horse battery").has_value()
                                 : derivations.pretend("x").error().code == Code::unauthenticated;
      done += ok;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done.load(), 12);
}

struct Note {
  std::string text;
  [[nodiscard]] Bytes encode() const { return bytes(text); }
  static Result<Note> decode(ByteView view) { return Note{std::string(text_of(view))}; }
};

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
template <class T>
concept Comparable = requires(const T& a, const T& b) { a == b; };
template <class T>
concept HasText = requires(const T& value) { std::string(value); };

static_assert(Printable<int> && Comparable<int> && HasText<const char*>);  // the questions themselves can say yes
static_assert(!fmt::is_formattable<Sealed<Note>>::value && !fmt::is_formattable<SecretBytes>::value);
static_assert(!boost::json::has_value_from<Sealed<Note>>::value && !boost::json::has_value_from<SecretBytes>::value);
static_assert(!Printable<Sealed<Note>> && !Comparable<Sealed<Note>> && !HasText<Sealed<Note>>);
static_assert(!Printable<SecretBytes> && !Comparable<SecretBytes> && !HasText<SecretBytes>);
static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);

TEST(SealedType, OpensWithTheKeyAndThePlace) {
  const auto key = new_key();
  const auto sealed = Sealed<Note>::seal(key, here, {"alias"}).value();
  EXPECT_EQ(sealed.open(key, here).value().text, "alias");
  EXPECT_FALSE(sealed.open(new_key(), here));
}

}  // namespace
}  // namespace nwd::vault
