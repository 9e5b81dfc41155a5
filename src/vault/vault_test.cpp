#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <sstream>
#include <thread>

#include "vault/envelope.h"
#include "vault/keypair.h"
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

TEST(Hkdf, GivesRfc5869TestCase1) {
  const auto okm = hkdf(*from_hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                        *from_hex("000102030405060708090a0b0c"), *from_hex("f0f1f2f3f4f5f6f7f8f9"));
  EXPECT_EQ(hex(okm.view()), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

RC_GTEST_PROP(Envelope, OpensToWhatWasSealed, (const Bytes& plain)) {
  const auto key = new_key();
  const auto sealed = seal(key, here, plain);
  RC_ASSERT(sealed.has_value());
  const auto opened = open(key, here, *sealed);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(bytes(*opened) == plain);
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
