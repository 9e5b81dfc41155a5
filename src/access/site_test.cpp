// The site's care for sessions, strangers' forms, and remembered answers.
#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

#include "access/testing.h"

namespace nwd::access {
namespace {

http::Route a_route(http::Method method, std::string pattern, http::Kind kind) {
  http::Route route;
  route.method = method;
  route.pattern = std::move(pattern);
  route.kind = kind;
  return route;
}

class House : public testing::Test {
 protected:
  House() { shelter_ = world_.found("Shelter", "MN-500", "ana", {Role::caseworker}); }
  void serve(http::Method method, const std::string& pattern, const Rule& rule, http::Kind kind = http::Kind::page) {
    ASSERT_TRUE(world_.site->add(a_route(method, pattern, kind), rule,
                                 [](const http::Request&, const Context& context) -> Result<http::Response> {
                                   return http::html(context.csrf);
                                 }));
  }
  TestWorld world_;
  OrganizationId shelter_;
};

std::string cookie_set_by(const http::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Set-Cookie") return value.substr(0, value.find(';'));
  return {};
}

TEST_F(House, ADeactivatedMembersSessionEndsWithinTenSeconds) {
  serve(http::Method::get, "/today", Rule::signed_in());
  const auto ben = world_.add_member(shelter_, "ben", {Role::caseworker});
  const auto in = world_.sign_in("ben");
  const auto ana = world_.sign_in("ana");
  EXPECT_EQ(world_.ask(http::Method::get, "/today", in.token).status, 200);
  ASSERT_TRUE(deactivate_member(*world_.database, ben, world_.clock.now()));
  world_.clock.at = world_.clock.at + 10 * second_ms;
  EXPECT_EQ(world_.ask(http::Method::get, "/today", in.token).status, 303);
  EXPECT_EQ(world_.ask(http::Method::get, "/today", ana.token).status, 200);
}

TEST_F(House, ATimedOutSessionsKeyDoesNotWaitForItsOwner) {
  serve(http::Method::get, "/help", Rule::anyone());
  (void)world_.sign_in("ana");
  EXPECT_EQ(world_.sessions.count(), 1U);
  world_.clock.at = world_.clock.at + 31 * minute_ms;
  EXPECT_EQ(world_.ask(http::Method::get, "/help").status, 200);
  EXPECT_EQ(world_.sessions.count(), 0U);
}

TEST_F(House, OneMemberHoldsEightSessionsAndTheLongestUnusedGivesWay) {
  world_.add_member(shelter_, "ben", {Role::caseworker});
  const auto bens = world_.sign_in("ben");
  std::vector<std::string> tokens;
  for (int i = 0; i < 8; ++i) {
    world_.clock.at = world_.clock.at + second_ms;
    tokens.push_back(world_.sign_in("ana").token);
  }
  world_.clock.at = world_.clock.at + second_ms;
  EXPECT_NE(world_.sessions.find(tokens[0], world_.clock.now()), nullptr);  // now the second is the longest unused
  const auto ninth = world_.sign_in("ana");
  EXPECT_EQ(world_.sessions.find(tokens[1], world_.clock.now()), nullptr);
  EXPECT_NE(world_.sessions.find(tokens[0], world_.clock.now()), nullptr);
  EXPECT_NE(world_.sessions.find(bens.token, world_.clock.now()), nullptr);
  EXPECT_EQ(world_.sessions.count(), 9U);
}

TEST_F(House, AFullHouseTurnsTheNextAway) {
  Sessions few({.most = 1, .most_of_member = 8});
  const auto session = [&] {
    return to_session(
        access::sign_in(*world_.database, world_.derivations, world_.clock.now(), "ana", test_passphrase).value(),
        world_.clock.now());
  };
  ASSERT_TRUE(few.begin(session(), world_.clock.now()));
  EXPECT_EQ(few.begin(session(), world_.clock.now()).error().code, Code::busy);
  EXPECT_TRUE(few.begin(session(), world_.clock.now() + hour_ms));
}

TEST_F(House, AStrangersFormNeedsTheVisitItWasMadeIn) {
  serve(http::Method::get, "/sign-in", Rule::anyone_by_form());
  serve(http::Method::post, "/sign-in", Rule::anyone_by_form());
  const auto page = world_.ask(http::Method::get, "/sign-in");
  const auto cookie = cookie_set_by(page);
  ASSERT_TRUE(cookie.starts_with("v="));
  const auto post = [&](const std::string& sent_cookie, const std::string& token) {
    return world_.ask(http::Method::post, "/sign-in", {}, "csrf=" + token, {{"cookie", sent_cookie}}).status;
  };
  EXPECT_EQ(post(cookie, page.body), 200);
  EXPECT_EQ(post(cookie, "wrong"), 403);
  EXPECT_EQ(post(cookie, ""), 403);
  EXPECT_EQ(post("a=b", page.body), 403);
  EXPECT_EQ(post("v=", ""), 403);
  const auto others = world_.ask(http::Method::get, "/sign-in");
  EXPECT_NE(others.body, page.body);
  EXPECT_EQ(post(cookie, others.body), 403);
  EXPECT_EQ(world_.ask(http::Method::get, "/sign-in", {}, {}, {{"cookie", cookie}}).body, page.body);
}

TEST_F(House, WhoIsSignedInSendsTheSessionsTokenThereToo) {
  serve(http::Method::post, "/sign-in", Rule::anyone_by_form());
  const auto ana = world_.sign_in("ana");
  EXPECT_EQ(world_.ask(http::Method::post, "/sign-in", ana.token, "csrf=wrong").status, 403);
  EXPECT_EQ(world_.ask(http::Method::post, "/sign-in", ana.token, "csrf=" + ana.session->csrf).status, 200);
}

TEST_F(House, WhoIsTurnedAwayIsNamedByAnIdInTheLogOfRequests) {
  serve(http::Method::get, "/numbers", Rule::of({Role::director}));
  const auto ana = world_.sign_in("ana");
  std::ostringstream lines;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("lines", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines)));
  EXPECT_EQ(world_.ask(http::Method::get, "/numbers", ana.token).status, 403);
  spdlog::set_default_logger(before);
  EXPECT_THAT(lines.str(), testing::HasSubstr("forbidden: member " + ana.session->member.text()));
  EXPECT_THAT(lines.str(), testing::Not(testing::HasSubstr("ana")));
}

TEST_F(House, LeavingNeedsNoToken) {
  serve(http::Method::post, "/exit", Rule::anyone());
  const auto ana = world_.sign_in("ana");
  EXPECT_EQ(world_.ask(http::Method::post, "/exit", ana.token, "").status, 200);
  EXPECT_EQ(world_.ask(http::Method::post, "/exit").status, 200);
}

// An answer is remembered with its deed or not at all.
class Remembered : public House {
 protected:
  Remembered() {
    auto route = a_route(http::Method::post, "/api/cases", http::Kind::api);
    route.repeatable = true;
    EXPECT_TRUE(world_.site->add(
        std::move(route), Rule::signed_in(),
        [this](const http::Request& request, const Context& context) -> Result<http::Response> {
          return world_.database->write([&](storage::Writer& writer) -> Result<http::Response> {
            auto answer =
                http::json(std::string(size_, 'x') + std::to_string(++runs_), 201).with("Location", "/cases/1");
            NWD_CHECK(world_.site->remember(writer, context, request, answer));
            if (fails_) return fail(Code::storage_full, "No space.");
            return answer;
          });
        }));
  }
  http::Response post(const std::string& token) {
    return world_.ask(http::Method::post, "/api/cases", token, "{}", {{"idempotency-key", "key-number-1"}});
  }
  bool fails_ = false;
  std::size_t size_ = 1;
  int runs_ = 0;
};

TEST_F(Remembered, NotWhenTheDeedFailed) {
  const auto ana = world_.sign_in("ana");
  fails_ = true;
  EXPECT_EQ(post(ana.token).status, 507);
  fails_ = false;
  EXPECT_EQ(post(ana.token).body, "x2");
  EXPECT_EQ(post(ana.token).body, "x2");
}

TEST_F(Remembered, WithWhereItIsAndForItsMemberOnly) {
  world_.add_member(shelter_, "ben", {Role::caseworker});
  const auto ana = world_.sign_in("ana");
  const auto ben = world_.sign_in("ben");
  const auto first = post(ana.token);
  EXPECT_EQ(first.body, "x1");
  EXPECT_EQ(post(ben.token).body, "x2");
  const auto again = post(ana.token);
  EXPECT_EQ(again.body, "x1");
  EXPECT_THAT(again.headers, testing::Contains(testing::Pair("Location", "/cases/1")));
}

TEST_F(Remembered, ForTwoDays) {
  auto ana = world_.sign_in("ana");
  EXPECT_EQ(post(ana.token).body, "x1");
  world_.clock.at = world_.clock.at + day_ms;
  EXPECT_EQ(post(world_.sign_in("ana").token).body, "x1");
  world_.clock.at = world_.clock.at + 2 * day_ms;
  ana = world_.sign_in("ana");
  EXPECT_EQ(world_.ask(http::Method::post, "/api/cases", ana.token, "{}", {{"idempotency-key", "another-key"}}).body,
            "x2");  // forgets what is old
  EXPECT_EQ(post(ana.token).body, "x3");
}

TEST_F(Remembered, NothingLong) {
  size_ = 5000;
  EXPECT_EQ(post(world_.sign_in("ana").token).status, 500);
}

}  // namespace
}  // namespace nwd::access
