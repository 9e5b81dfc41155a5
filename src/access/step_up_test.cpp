// Deeds for which a credential must have been shown a short while ago; sessions as their member is told of them.
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "access/testing.h"

namespace nwd::access {
namespace {

using testing::HasSubstr;
using testing::Pair;

class StepUp : public testing::Test {
 protected:
  StepUp() {
    world_.found("Shelter", "MN-500", "ana", {Role::caseworker});
    serve(http::Method::get, "/export", Rule::signed_in().with_step_up(), http::Kind::page);
    serve(http::Method::post, "/export", Rule::signed_in().with_step_up(), http::Kind::page);
    serve(http::Method::get, "/api/export", Rule::of({Role::caseworker}).with_step_up(), http::Kind::api);
    serve(http::Method::get, "/api/audit", Rule::of({Role::director}).with_step_up(), http::Kind::api);
    serve(http::Method::get, "/today", Rule::signed_in(), http::Kind::page);
    serve(http::Method::get, "/today/state", Rule::signed_in().quietly(), http::Kind::page);
    serve(http::Method::get, "/account", Rule::signed_in().while_enrolling(), http::Kind::page);
    serve(http::Method::get, "/api/x", Rule::signed_in(), http::Kind::api);
    serve(http::Method::get, "/help", Rule::anyone(), http::Kind::page);
  }
  void serve(http::Method method, const std::string& pattern, const Rule& rule, http::Kind kind) {
    http::Route route;
    route.method = method;
    route.pattern = pattern;
    route.kind = kind;
    ASSERT_TRUE(world_.site->add(std::move(route), rule,
                                 [](const http::Request&, const Context& context) -> Result<http::Response> {
                                   return http::html(context.stepped_up ? "fresh" : "not fresh");
                                 }));
  }
  http::Response get(std::string_view path, const std::string& token) {
    return world_.ask(http::Method::get, path, token);
  }
  void pass(std::int64_t ms) { world_.clock.at = world_.clock.at + ms; }
  std::string begin(Stage stage) {
    auto who = sign_in(*world_.database, world_.derivations, world_.clock.now(), "ana", test_passphrase).value();
    who.stage = stage;
    return world_.sessions.begin(to_session(std::move(who), world_.clock.now()), world_.clock.now()).value();
  }
  TestWorld world_;
};

TEST_F(StepUp, SigningInIsAProofForTenMinutes) {
  const auto ana = world_.sign_in("ana");
  EXPECT_EQ(get("/export", ana.token).body, "fresh");
  pass(10 * minute_ms - 1);
  EXPECT_EQ(get("/export", ana.token).status, 200);
  pass(1);
  const auto page = get("/export", ana.token);
  EXPECT_EQ(page.status, 303);
  EXPECT_THAT(page.headers, testing::Contains(Pair("Location", "/confirm?next=/export")));
  EXPECT_EQ(get("/today", ana.token).body, "not fresh");
}

TEST_F(StepUp, TheApiSaysInATypeWhatIsMissing) {
  const auto ana = world_.sign_in("ana");
  pass(10 * minute_ms);
  const auto answer = get("/api/export", ana.token);
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr(std::string(step_up_type)));
  EXPECT_THAT(answer.headers, testing::Contains(Pair("Content-Type", "application/problem+json")));
}

TEST_F(StepUp, WhoMayNotAnywayIsNotAskedForAnything) {
  const auto ana = world_.sign_in("ana");
  pass(10 * minute_ms);
  const auto answer = get("/api/audit", ana.token);
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, testing::Not(HasSubstr(std::string(step_up_type))));
}

TEST_F(StepUp, ShowingItAgainGivesAnotherTokenAndTenMinutes) {
  const auto ana = world_.sign_in("ana");
  pass(15 * minute_ms);
  const auto token = world_.sessions.step_up(ana.session->id, world_.clock.now()).value();
  EXPECT_EQ(get("/export", token).body, "fresh");
  EXPECT_EQ(get("/today", ana.token).status, 303) << "the token before is nobody's";
  pass(10 * minute_ms);
  EXPECT_EQ(get("/export", token).status, 303);
  EXPECT_EQ(world_.sessions.step_up(SessionId{}, world_.clock.now()).error().code, Code::not_found);
}

TEST_F(StepUp, AFormWhosePageWasOpenedInTimeIsTaken) {
  const auto ana = world_.sign_in("ana");
  pass(19 * minute_ms);
  const std::string form = "csrf=" + ana.session->csrf;
  EXPECT_EQ(world_.ask(http::Method::post, "/export", ana.token, form).body, "fresh");
  pass(1 * minute_ms);
  EXPECT_EQ(world_.ask(http::Method::post, "/export", ana.token, form).status, 303);
  EXPECT_EQ(world_.ask(http::Method::post, "/export", ana.token, "").status, 303);
}

TEST_F(StepUp, WhoHasShownTheFirstOfTwoIsNobodyYet) {
  const auto token = begin(Stage::second_step);
  EXPECT_EQ(get("/today", token).status, 303);
  EXPECT_EQ(get("/api/x", token).status, 401);
  EXPECT_EQ(world_.sessions.find(token, world_.clock.now()), nullptr);
  EXPECT_EQ(world_.sessions.look(token, world_.clock.now())->stage, Stage::second_step);
  const auto id = world_.sessions.look(token, world_.clock.now())->session->id;
  EXPECT_EQ(world_.sessions.step_up(id, world_.clock.now()).error().code, Code::not_found);
  pass(5 * minute_ms);
  EXPECT_FALSE(world_.sessions.look(token, world_.clock.now()));
}

TEST_F(StepUp, WhoMustSetUpASecondFactorIsLedThere) {
  const auto token = begin(Stage::must_enrol);
  const auto page = get("/today", token);
  EXPECT_THAT(page.headers, testing::Contains(Pair("Location", "/account/second-step")));
  EXPECT_EQ(get("/account", token).status, 200);
  EXPECT_EQ(get("/help", token).status, 200);
  const auto api = get("/api/x", token);
  EXPECT_EQ(api.status, 403);
  EXPECT_THAT(api.body, HasSubstr(std::string(second_factor_type)));
  const auto id = world_.sessions.look(token, world_.clock.now())->session->id;
  const auto shown_again = world_.sessions.step_up(id, world_.clock.now()).value();
  EXPECT_EQ(get("/today", shown_again).status, 303) << "showing again is not setting up";
  EXPECT_EQ(get("/today", world_.sessions.complete(id, world_.clock.now()).value()).status, 200);
}

TEST_F(StepUp, APageThatLooksByItselfDoesNotKeepASessionOpen) {
  const auto ana = world_.sign_in("ana");
  for (int minute = 0; minute < 29; ++minute) {
    pass(minute_ms);
    ASSERT_EQ(get("/today/state", ana.token).status, 200);
  }
  pass(minute_ms);
  EXPECT_EQ(get("/today/state", ana.token).status, 303);
}

TEST_F(StepUp, AClockSetBackEndsASession) {
  const auto ana = world_.sign_in("ana");
  pass(-1);
  EXPECT_EQ(get("/today", ana.token).status, 303);
}

TEST_F(StepUp, WhatIsBeingEnrolledEndsWithItsSession) {
  const auto ana = world_.sign_in("ana");
  const auto id = ana.session->id;
  world_.sessions.keep(id, "code", vault::SecretBytes::copy_of(bytes_of("first")));
  world_.sessions.keep(id, "code", vault::SecretBytes::copy_of(bytes_of("second")));
  EXPECT_EQ(world_.sessions.kept(id, "code")->text(), "second");
  EXPECT_FALSE(world_.sessions.kept(id, "other"));
  world_.sessions.forget(id, "code");
  EXPECT_FALSE(world_.sessions.kept(id, "code"));
  world_.sessions.keep(id, "code", vault::SecretBytes::copy_of(bytes_of("third")));
  world_.sessions.end(ana.token);
  EXPECT_FALSE(world_.sessions.kept(id, "code"));
}

TEST_F(StepUp, AMemberIsToldOfTheirOwnSessionsAndEndsThem) {
  const auto first = world_.sign_in("ana");
  pass(minute_ms);
  const auto second = world_.sign_in("ana");
  pass(minute_ms);
  world_.found("Hospital", "MN-500", "carla", {Role::door_worker});
  const auto carla = world_.sign_in("carla");
  const auto list = world_.sessions.of_member(first.session->member, world_.clock.now());
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].id, second.session->id);
  EXPECT_EQ(list[1].id, first.session->id);
  EXPECT_FALSE(world_.sessions.end_one(carla.session->member, first.session->id)) << "somebody else's";
  EXPECT_TRUE(world_.sessions.end_one(first.session->member, first.session->id));
  EXPECT_EQ(get("/today", first.token).status, 303);
  const auto third = world_.sign_in("ana");
  world_.sessions.end_others(third.session->member, third.session->id);
  EXPECT_EQ(get("/today", second.token).status, 303);
  EXPECT_EQ(get("/today", third.token).status, 200);
  EXPECT_EQ(get("/today", carla.token).status, 200);
}

// Against a small second model: a list of what was begun, shown, used and ended, in any order.
struct Modelled {
  MemberId member;
  SessionId id;
  std::string token;
  std::int64_t started = 0, used = 0, proven = 0;
  bool ended = false;
  [[nodiscard]] bool open(std::int64_t now) const {
    return !ended && now >= started && now - used < 30 * minute_ms && now - started < 12 * hour_ms;
  }
};

TEST(SessionModel, AgreesUnderAnyOrderOfDeeds) {
  TestWorld world;
  world.found("Shelter", "MN-500", "ana", {Role::caseworker});
  const auto who = sign_in(*world.database, world.derivations, world.clock.now(), "ana", test_passphrase).value();
  EXPECT_TRUE(rc::check([&] {
    Sessions sessions({.most = 4096, .most_of_member = 1000});
    std::vector<Modelled> model;
    std::int64_t now = 1'000'000;
    const auto pick = [&]() -> Modelled& { return model[*rc::gen::inRange<std::size_t>(0, model.size())]; };
    const int steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
      const int deed = model.empty() ? 0 : *rc::gen::inRange(0, 7);
      if (deed == 0) {
        IdBytes person{};
        person.raw[0] = *rc::gen::inRange<std::uint8_t>(0, 3);
        Session session{.id = {},
                        .member = MemberId{person},
                        .organization = who.organization.id,
                        .member_name = {},
                        .organization_name = {},
                        .region = {},
                        .roles = {},
                        .started = {},
                        .csrf = {},
                        .keys = who.keys,
                        .member_key = who.member_key.clone()};
        const auto token = sessions.begin(std::move(session), {now}).value();
        const auto seen = sessions.look(token, {now}, false);
        model.push_back({MemberId{person}, seen->session->id, token, now, now, now});
      } else if (deed == 1) {
        auto& one = pick();
        const auto seen = sessions.look(one.token, {now});
        RC_ASSERT(seen.has_value() == one.open(now));
        if (seen) {
          RC_ASSERT(seen->stepped_up == (now - one.proven < 10 * minute_ms));
          one.used = now;
        } else {
          one.ended = true;
        }
      } else if (deed == 2) {
        auto& one = pick();
        const auto token = sessions.step_up(one.id, {now});
        RC_ASSERT(token.has_value() == one.open(now));
        if (token) {
          RC_ASSERT(!sessions.look(one.token, {now}, false));
          one.token = *token;
          one.used = one.proven = now;
        }
      } else if (deed == 3) {
        auto& one = pick();
        RC_ASSERT(!sessions.end_one(MemberId{IdBytes{{9}}}, one.id));
        sessions.end_one(one.member, one.id);
        one.ended = true;
      } else if (deed == 4) {
        const auto& kept = pick();
        sessions.end_others(kept.member, kept.id);
        for (auto& one : model) one.ended = one.ended || (one.member == kept.member && one.id != kept.id);
      } else if (deed == 5) {
        sessions.sweep({now});
      } else {
        now += *rc::gen::inRange<std::int64_t>(0, 40 * minute_ms);
      }
      for (const auto& one : model) {
        std::set<SessionId> expected;
        for (const auto& other : model)
          if (other.member == one.member && other.open(now)) expected.insert(other.id);
        std::set<SessionId> told;
        for (const auto& listed : sessions.of_member(one.member, {now})) told.insert(listed.id);
        RC_ASSERT(told == expected);
      }
    }
  }));
}

}  // namespace
}  // namespace nwd::access
