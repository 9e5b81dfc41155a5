// Talking with a provider that changes its keys, answers nonsense, or does not answer.
#include "oidc/talk.h"

#include <gmock/gmock.h>

#include <boost/json/value.hpp>

#include <latch>
#include <thread>

#include "access/testing.h"
#include "http/url.h"
#include "oidc/testing.h"
#include "oidc/visits.h"

namespace nwd::oidc {
namespace {

class Started {
 public:
  Started() { vault::initialise(); }
};

class TalkTest : public testing::Test, private Started {
 protected:
  TalkTest() {
    provider_.id = ProviderId::random(random_);
    provider_.issuer = soft_.issuer;
    provider_.client = soft_.client;
  }

  Instant now() const { return clock_.now(); }
  void pass(std::int64_t ms) { clock_.at = clock_.at + ms; }
  // A whole sign-in at the provider.
  Result<std::string> sign_in(const std::string& subject = "ana") {
    const auto begun = visits_.begin(random_, now(), Purpose::sign_in, provider_.id, "visit");
    const auto url =
        "https://login.example/auth?" + http::encode_pairs({{"state", begun.state},
                                                            {"nonce", begun.nonce},
                                                            {"code_challenge", begun.challenge},
                                                            {"redirect_uri", "https://notes.example/back"}});
    const auto back = http::decode_pairs(soft_.sign_in(url, subject), 5).value();
    const auto resumed = visits_.resume(now(), "visit", back[0].second).value();
    code_ = back[1].second;
    return talk_.redeem(provider_, now(), {code_, resumed.verifier, resumed.nonce, "https://notes.example/back"});
  }

  access::SeededRandom random_;
  access::StandingClock clock_;
  SoftProvider soft_{clock_};
  Provider provider_;
  Visits visits_;
  Talk talk_{soft_.fetch()};
  std::string code_;
};

TEST_F(TalkTest, AsksForWhatItKnowsNotAndNoMore) {
  const auto subject = sign_in();
  ASSERT_TRUE(subject) << subject.error().detail;
  EXPECT_EQ(*subject, "ana");
  EXPECT_EQ(soft_.asked, 3) << "metadata, token, keys";
  EXPECT_TRUE(sign_in());
  EXPECT_EQ(soft_.asked, 4) << "the token alone";
  pass(fresh_ms);
  EXPECT_TRUE(sign_in());
  EXPECT_EQ(soft_.asked, 7);
}

TEST_F(TalkTest, NewKeysAreLookedForOnceInAWhile) {
  ASSERT_TRUE(sign_in());
  pass(minute_ms);
  soft_.published = {SigningPair("two")};
  soft_.signs = soft_.published.front();
  const auto subject = sign_in();
  ASSERT_TRUE(subject) << subject.error().detail;
  soft_.signs = SigningPair("forged");
  const int before = soft_.asked;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in().error().code, Code::unauthenticated);
  EXPECT_EQ(soft_.asked, before + 5) << "who brings forged tokens makes us ask for no keys";
}

TEST_F(TalkTest, AKeyThatWasTakenBackCountsNoLongerThanAnHour) {
  const auto old = soft_.signs;
  ASSERT_TRUE(sign_in());
  soft_.published = {SigningPair("two")};
  pass(fresh_ms);
  soft_.signs = old;
  EXPECT_EQ(sign_in().error().code, Code::unauthenticated);
}

TEST_F(TalkTest, OneThatIsDownIsLetAlone) {
  soft_.down = true;
  EXPECT_EQ(talk_.metadata(provider_, now()).error().code, Code::unavailable);
  EXPECT_EQ(talk_.metadata(provider_, now()).error().code, Code::unavailable);
  EXPECT_EQ(soft_.asked, 1);
  soft_.down = false;
  EXPECT_FALSE(talk_.metadata(provider_, now()));
  pass(let_alone_ms);
  EXPECT_TRUE(talk_.metadata(provider_, now()));
}

TEST_F(TalkTest, WhatIsNoSignInIsAsGoodAsNoAnswer) {
  const std::pair<const char*, boost::json::value> wrongs[] = {
      {"issuer", "https://login.example"},
      {"authorization_endpoint", "http://login.example/auth"},
      {"authorization_endpoint", "javascript:alert(1)"},
      {"token_endpoint", nullptr},
      {"jwks_uri", "https://user@login.example/jwks"},
      {"code_challenge_methods_supported", boost::json::array{"plain"}},
      {"response_types_supported", boost::json::array{"id_token"}},
      {"id_token_signing_alg_values_supported", boost::json::array{"HS256", "none"}}};
  for (const auto& [name, value] : wrongs) {
    soft_.metadata = {{name, value}};
    EXPECT_EQ(talk_.metadata(provider_, now()).error().code, Code::unavailable) << name;
  }
  soft_.metadata = {};
  EXPECT_TRUE(talk_.metadata(provider_, now()));
}

TEST_F(TalkTest, AForgedTokenIsNobody) {
  const auto ours = soft_.signs;
  soft_.signs = SigningPair("one");  // the same name, another key
  EXPECT_EQ(sign_in().error().code, Code::unauthenticated);
  soft_.signs = ours;
  soft_.claims = {{"aud", "another"}};
  EXPECT_EQ(sign_in().error().code, Code::unauthenticated);
  soft_.claims = {{"nonce", "of another visit"}};
  EXPECT_EQ(sign_in().error().code, Code::unauthenticated);
  soft_.claims = {};
  EXPECT_TRUE(sign_in());
}

TEST_F(TalkTest, ACodeCountsOnceAndWithItsVerifier) {
  ASSERT_TRUE(sign_in());
  EXPECT_EQ(talk_.redeem(provider_, now(), {code_, "v", "n", "https://notes.example/back"}).error().code,
            Code::unauthenticated);
  const auto url = std::string("https://login.example/auth?code_challenge=another&redirect_uri=r");
  const auto stolen = http::decode_pairs(soft_.sign_in(url, "ben"), 5).value()[1].second;
  EXPECT_EQ(talk_.redeem(provider_, now(), {stolen, "verifier", "n", "r"}).error().code, Code::unauthenticated);
}

TEST_F(TalkTest, FewThreadsWaitForProvidersAtTheSameTime) {
  std::latch all_wait(most_talking);
  std::latch go(1);
  Talk slow([&](const http::Outgoing&) -> Result<http::Response> {
    all_wait.count_down();
    go.wait();
    return fail(Code::unavailable, "");
  });
  std::vector<std::jthread> waiting;
  for (int i = 0; i < most_talking; ++i) {
    Provider other = provider_;
    other.id = ProviderId::random(random_);
    waiting.emplace_back([&slow, other, at = now()] { (void)slow.metadata(other, at); });
  }
  all_wait.wait();
  EXPECT_EQ(slow.metadata(provider_, now()).error().code, Code::busy);
  go.count_down();
}

}  // namespace
}  // namespace nwd::oidc
