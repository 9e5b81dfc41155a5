#include "vault/secret.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "vault/locked_memory.h"
#include "vault/random.h"

namespace nwd::vault {
namespace {

class Secrets : public testing::Test {
 protected:
  Secrets() { initialise(); }
};

TEST_F(Secrets, StartAsZeroesInEverySize) {
  for (const std::size_t size : {1U, 63U, 64U, 65U, 256U, 1024U, 4096U, 4097U, 70000U}) {
    for (int again = 0; again < 3; ++again) {
      SecretBytes secret(size);
      ASSERT_EQ(secret.size(), size);
      for (const auto byte : secret.view()) ASSERT_EQ(byte, 0) << size;
      for (auto& byte : secret.writable()) byte = 0xa5;
    }
  }
}

TEST_F(Secrets, ASlotIsWipedWhenItIsGivenBack) {
  auto* const first = take_locked(64);
  first[0] = 0x77;
  first[63] = 0x77;
  give_locked(first, 64);
  auto* const again = take_locked(64);
  EXPECT_EQ(again, first);  // the last one given back is the next one taken
  EXPECT_EQ(again[0], 0);
  EXPECT_EQ(again[63], 0);
  give_locked(again, 64);
}

TEST_F(Secrets, ManyAtOnceDoNotOverlap) {
  std::vector<SecretBytes> secrets;
  for (int i = 0; i < 3000; ++i) {
    secrets.emplace_back(32);
    for (auto& byte : secrets.back().writable()) byte = static_cast<std::uint8_t>(i);
  }
  for (int i = 0; i < 3000; ++i)
    for (const auto byte : secrets[static_cast<std::size_t>(i)].view()) ASSERT_EQ(byte, static_cast<std::uint8_t>(i));
}

TEST_F(Secrets, ThreadsTakeAndGiveAtTheSameTime) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t] {
      for (int i = 0; i < 2000; ++i) {
        SecretBytes secret(static_cast<std::size_t>(1 + i % 300));
        for (auto& byte : secret.writable()) byte = static_cast<std::uint8_t>(t);
        for (const auto byte : secret.view()) ASSERT_EQ(byte, static_cast<std::uint8_t>(t));
      }
    });
  for (auto& thread : threads) thread.join();
}

TEST_F(Secrets, MoveLeavesNothingBehind) {
  auto a = SecretBytes::copy_of(bytes_of("a phrase"));
  SecretBytes b(std::move(a));
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): that is what is asked
  EXPECT_EQ(b.text(), "a phrase");
  auto c = SecretBytes::random(200);
  c = std::move(b);
  EXPECT_EQ(c.text(), "a phrase");
  EXPECT_EQ(c.clone().text(), "a phrase");
}

TEST_F(Secrets, ShrinkingWipesTheRest) {
  auto secret = SecretBytes::copy_of(bytes_of("a phrase"));
  const auto* const memory = secret.view().data();
  secret.shrink(1);
  EXPECT_EQ(secret.text(), "a");
  EXPECT_EQ(memory[1], 0);
  EXPECT_EQ(memory[7], 0);
  secret.shrink(5);
  EXPECT_EQ(secret.size(), 1U);
}

TEST_F(Secrets, WipingTextAlsoWipesWhatItHeldBefore) {
  std::string text = "a long phrase that was here before the short one came";
  const char* const memory = text.data();
  const auto held = text.capacity();
  text.resize(3);
  wipe(text);
  EXPECT_TRUE(text.empty());
  ASSERT_EQ(text.capacity(), held);  // the same memory, still owned
  text.resize(held, '\0');
  EXPECT_EQ(std::string_view(memory, 8), std::string_view("\0\0\0\0\0\0\0\0", 8));
}

TEST_F(Secrets, AreComparedWhole) {
  EXPECT_TRUE(equal_constant_time(bytes_of("abc"), bytes_of("abc")));
  EXPECT_FALSE(equal_constant_time(bytes_of("abc"), bytes_of("abd")));
  EXPECT_FALSE(equal_constant_time(bytes_of("abc"), bytes_of("ab")));
  EXPECT_TRUE(equal_constant_time({}, {}));
}

TEST_F(Secrets, TheKernelsRandomnessFills) {
  SystemRandom random;
  Bytes a(64);
  Bytes b(64);
  random.fill(a);
  random.fill(b);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace nwd::vault
