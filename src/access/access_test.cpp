#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <thread>

#include "access/common_passphrases.h"
#include "access/log_reader.h"
#include "access/testing.h"
#include "audit/audit.h"

namespace nwd::access {
namespace {

Result<SignedIn> try_in(TestWorld& world, std::string_view name, std::string_view passphrase,
                        std::string_view peer = "10.0.0.1") {
  return sign_in(*world.database, world.derivations, world.clock.now(), name, passphrase, peer);
}

TEST(SignIn, OpensTheOrganizationsKeyForItsMembersOnly) {
  TestWorld world;
  const auto shelter = world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  world.add_member(shelter, "ben", {Role::caseworker});
  world.found("Hospital", "MN-500", "carla", {Role::door_worker});
  const auto ana = try_in(world, "ana", test_passphrase).value();
  const auto ben = try_in(world, " BEN ", test_passphrase).value();
  const auto carla = try_in(world, "carla", test_passphrase).value();
  EXPECT_EQ(ana.keys.newest(), ben.keys.newest());
  EXPECT_EQ(ana.keys.newest(), ana.organization.recipient);
  EXPECT_FALSE(ana.keys.newest() == carla.keys.newest());
}

TEST(SignIn, AnUnknownNameAndAWrongPassphraseSoundTheSame) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto wrong = try_in(world, "ana", "another phrase altogether");
  const auto unknown = try_in(world, "nobody", "another phrase altogether");
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error().code, Code::unauthenticated);
  EXPECT_EQ(wrong.error().code, unknown.error().code);
  EXPECT_EQ(wrong.error().message, unknown.error().message);
}

TEST(SignIn, TooManyTriesWaitButLockNobodyElseOut) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(try_in(world, "ana", "wrong wrong wrong 1").error().code, Code::unauthenticated);
  EXPECT_EQ(try_in(world, "ana", test_passphrase).error().code, Code::rate_limited);
  EXPECT_TRUE(try_in(world, "ana", test_passphrase, "10.0.0.2"));
  world.clock.at = world.clock.at + 16 * minute_ms;
  EXPECT_TRUE(try_in(world, "ana", test_passphrase));
}

TEST(SignIn, WhoWasDeactivatedHasNoKeyAnyMore) {
  TestWorld world;
  const auto shelter = world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto ben = world.add_member(shelter, "ben", {Role::caseworker});
  ASSERT_TRUE(deactivate_member(*world.database, ben, world.clock.now()));
  EXPECT_EQ(try_in(world, "ben", test_passphrase).error().code, Code::unauthenticated);
  EXPECT_EQ(deactivate_member(*world.database, MemberId::random(world.random), world.clock.now()).error().code,
            Code::not_found);
}

TEST(SignIn, IsWrittenDown) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto ana = try_in(world, "ana", test_passphrase);
  ASSERT_TRUE(ana);
  ASSERT_FALSE(try_in(world, "ana", "wrong wrong wrong 1"));
  auto entries = world.database->read([](storage::Reader& r) { return audit::tail(r, 0, 10); }).value();
  auto opener = log_opener(*ana);
  std::vector<std::string> deeds;
  for (auto& e : entries) {
    ASSERT_EQ(world.database->read([&](storage::Reader& r) { return opener.open(r, e); }).value(),
              audit::Sight::opened);
    deeds.push_back(e.detail->deed);
  }
  EXPECT_THAT(deeds, testing::ElementsAre("member.add", "session.begin", "session.deny"));
}

TEST(Members, BadValuesAreToldFieldByField) {
  TestWorld world;
  const auto result = found_organization(*world.database, world.derivations, world.random, world.clock.now(), "Shelter",
                                         "MN-500", {"A!", "", {}}, "short");
  ASSERT_FALSE(result);
  std::vector<std::string> fields;
  for (const auto& f : result.error().fields) fields.push_back(f.field);
  EXPECT_THAT(fields, testing::ElementsAre("sign_in", "name", "roles", "passphrase"));
}

TEST(Members, TwoCannotHaveOneName) {
  TestWorld world;
  const auto shelter = world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  EXPECT_THROW(world.add_member(shelter, "ana", {Role::caseworker}), std::runtime_error);
}

TEST(Passphrases, CommonOnesAreKnown) {
  for (const auto* common : {"correct horse battery staple", "Password Password 2026", "aaaaaaaaaaaaaaaa",
                             "123456789012345", "abcabcabcabcabcabc", "May the Force be with you!"})
    EXPECT_TRUE(is_common_passphrase(common)) << common;
  for (const auto* fine : {"violet teapot under seven stairs", "only for the demonstration", test_passphrase.data()})
    EXPECT_FALSE(is_common_passphrase(fine)) << fine;
}

TEST(SessionTable, EndsByIdlenessByAgeAndOnDemand) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto in = world.sign_in("ana");
  const Instant start = world.clock.now();
  EXPECT_NE(world.sessions.find(in.token, start + 29 * minute_ms), nullptr);
  EXPECT_NE(world.sessions.find(in.token, start + 58 * minute_ms), nullptr);
  EXPECT_EQ(world.sessions.find(in.token, start + 89 * minute_ms), nullptr);
  EXPECT_EQ(world.sessions.find(in.token, start), nullptr);  // gone for good

  const auto whole = world.sign_in("ana");
  for (std::int64_t t = 0; t < 12 * hour_ms; t += 20 * minute_ms)
    ASSERT_NE(world.sessions.find(whole.token, start + t), nullptr);
  EXPECT_EQ(world.sessions.find(whole.token, start + 12 * hour_ms), nullptr);

  const auto ended = world.sign_in("ana");
  world.sessions.end(ended.token);
  EXPECT_EQ(world.sessions.find(ended.token, start), nullptr);
  const auto all = world.sign_in("ana");
  world.sessions.end_all_of(all.session->member);
  EXPECT_EQ(world.sessions.find(all.token, start), nullptr);
  EXPECT_EQ(world.sessions.find("", start), nullptr);
}

http::Route route(http::Method method, std::string pattern, http::Kind kind, bool repeatable = false) {
  http::Route r;
  r.method = method;
  r.pattern = std::move(pattern);
  r.kind = kind;
  r.repeatable = repeatable;
  return r;
}

Handler says(std::string what) {
  return [what](const http::Request&, const Context&) -> Result<http::Response> { return http::json(what); };
}

TEST(SiteRules, StrangersAreSentToSignInOrGet401) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  ASSERT_TRUE(world.site->add(route(http::Method::get, "/today", http::Kind::page), Rule::signed_in(), says("today")));
  ASSERT_TRUE(
      world.site->add(route(http::Method::get, "/api/x", http::Kind::api), Rule::of({Role::navigator}), says("x")));
  const auto page = world.ask(http::Method::get, "/today");
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(page.headers.front().second, "/sign-in?next=/today");
  EXPECT_EQ(world.ask(http::Method::get, "/api/x").status, 401);
  const auto ana = world.sign_in("ana");
  EXPECT_EQ(world.ask(http::Method::get, "/today", ana.token).status, 200);
  EXPECT_EQ(world.ask(http::Method::get, "/api/x", ana.token).status, 403);
  EXPECT_EQ(world.ask(http::Method::get, "/api/x", {}, {}, {{"cookie", "s=" + ana.token}}).status,
            401);  // no cookie for the API
}

TEST(SiteRules, AFormNeedsItsToken) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  ASSERT_TRUE(world.site->add(route(http::Method::post, "/save", http::Kind::page), Rule::signed_in(), says("saved")));
  const auto ana = world.sign_in("ana");
  EXPECT_EQ(world.ask(http::Method::post, "/save", ana.token, "a=1").status, 403);
  EXPECT_EQ(world.ask(http::Method::post, "/save", ana.token, "csrf=wrong").status, 403);
  EXPECT_EQ(world.ask(http::Method::post, "/save", ana.token, "csrf=" + ana.session->csrf).status, 200);
}

class RepeatTest : public testing::Test {
 protected:
  RepeatTest() {
    world_.found("Shelter", "MN-500", "ana", {Role::caseworker});
    auto& world = world_;
    auto& runs = runs_;
    EXPECT_TRUE(world_.site->add(
        route(http::Method::post, "/api/cases", http::Kind::api, true), Rule::signed_in(),
        [&world, &runs](const http::Request& request, const Context& context) -> Result<http::Response> {
          return world.database->write([&](storage::Writer& w) -> Result<http::Response> {
            auto response = http::json("{\"run\":" + std::to_string(++runs) + "}", 201);
            NWD_CHECK(world.site->remember(w, context, request, response));
            return response;
          });
        }));
    ana_ = world_.sign_in("ana");
  }
  http::Response post(const std::string& key, const std::string& body = "{}") {
    return world_.ask(http::Method::post, "/api/cases", ana_.token, body, {{"idempotency-key", key}});
  }
  TestWorld world_;
  std::atomic<int> runs_{0};
  TestWorld::SignedInSession ana_;
};

TEST_F(RepeatTest, TheSameKeyGetsTheSameAnswer) {
  const auto first = post("key-number-1");
  const auto again = post("key-number-1");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(runs_, 1);
  EXPECT_NE(post("key-number-2").body, first.body);
}

TEST_F(RepeatTest, TheSameKeyForAnotherRequestIsAConflict) {
  ASSERT_EQ(post("key-number-1").status, 201);
  EXPECT_EQ(post("key-number-1", "{\"other\":1}").status, 409);
}

TEST_F(RepeatTest, TwinsAtOnceBecomeOneDeed) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::set<std::string> bodies;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&] {
      const auto r = post("key-number-1");
      const std::lock_guard lock(mutex);
      EXPECT_EQ(r.status, 201);
      bodies.insert(r.body);
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(bodies.size(), 1U);
}

TEST(SessionApi, SignsInAndOut) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  ASSERT_TRUE(add_session_api(*world.site));
  EXPECT_EQ(world.ask(http::Method::post, "/api/v1/sessions", {}, "{}").status, 400);
  EXPECT_EQ(world.ask(http::Method::post, "/api/v1/sessions", {}, R"({"sign_in":"ana","passphrase":"wrong"})").status,
            401);
  const auto in = world.ask(http::Method::post, "/api/v1/sessions", {},
                            R"({"sign_in":"ana","passphrase":")" + std::string(test_passphrase) + "\"}");
  ASSERT_EQ(in.status, 201);
  const std::string token(boost::json::parse(in.body).at("token").as_string());
  EXPECT_THAT(world.ask(http::Method::get, "/api/v1/me", token).body, testing::HasSubstr("\"caseworker\""));
  EXPECT_EQ(world.ask(http::Method::del, "/api/v1/sessions/current", token).status, 204);
  EXPECT_EQ(world.ask(http::Method::get, "/api/v1/me", token).status, 401);
}

}  // namespace
}  // namespace nwd::access
