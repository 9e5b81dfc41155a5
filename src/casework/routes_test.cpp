// Intakes, cases and threads over HTTP, as a program would use them.
#include "casework/routes.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

using http::Method;
using testing::ElementsAre;
using testing::HasSubstr;
namespace js = boost::json;

constexpr auto told = R"({"facts":{"county":"27053","age":{"from":16,"to":16},"needs":["bed"],"exploitation":"sexual"},
  "identity":{"called":"Robin"}})";

js::value body_of(const http::Response& response) { return js::parse(response.body); }
std::string text_at(const http::Response& response, std::string_view name) {
  return std::string(body_of(response).at(name).as_string());
}
std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}
std::vector<std::string> fields_of(const http::Response& response) {
  std::vector<std::string> fields;
  const auto body = body_of(response);
  for (const auto& one : body.at("errors").as_array()) fields.emplace_back(one.at("field").as_string());
  return fields;
}

class Routes : public CaseworkTest {
 protected:
  Routes() {
    must(add_routes(*world.site));
    nurse_token = world.sign_in("nurse").token;
    porter_token = world.sign_in("porter").token;
    harbor_token = world.sign_in("harbor").token;
    navigator_token = world.sign_in("navigator").token;
  }
  http::Response get(const std::string& path, const std::string& token) { return world.ask(Method::get, path, token); }
  http::Response post(const std::string& path, const std::string& token, const std::string& body,
                      const http::Pairs& headers = {}) {
    return world.ask(Method::post, path, token, body, headers);
  }
  http::Response begin(const std::string& key, const std::string& body = told) {
    return post("/api/v1/intakes", nurse_token, body, {{"idempotency-key", key}});
  }
  http::Response patch(const std::string& id, const std::string& token, const std::string& version,
                       const std::string& body) {
    return world.ask(Method::patch, "/api/v1/intakes/" + id, token, body, {{"if-match", version}});
  }
  std::string nurse_token, porter_token, harbor_token, navigator_token;
};

TEST_F(Routes, AnIntakeBeginsAndIsReadBack) {
  const auto begun = begin("key-00001");
  ASSERT_EQ(begun.status, 201) << begun.body;
  const auto id = text_at(begun, "id");
  EXPECT_EQ(header_of(begun, "Location"), "/api/v1/cases/" + id);
  EXPECT_EQ(header_of(begun, "ETag"), "\"1\"");
  EXPECT_THAT(begun.body, testing::Not(HasSubstr("Robin")));
  for (const auto* path : {"/api/v1/cases/", "/api/v1/intakes/"}) {
    const auto read = get(path + id, nurse_token);
    ASSERT_EQ(read.status, 200) << read.body;
    EXPECT_EQ(body_of(read).at("identity").at("called").as_string(), "Robin");
    EXPECT_EQ(body_of(read).at("facts").at("age").at("to").as_int64(), 16);
  }
}

TEST_F(Routes, WhatNoHelpHangsOnIsNotTakenAtADoor) {
  constexpr auto body = R"({"facts":{"immigration":"none","cooperates":"no"}})";
  const auto asked = begin("key-00001", body);
  EXPECT_EQ(asked.status, 400);
  EXPECT_THAT(fields_of(asked), ElementsAre("facts.immigration", "facts.cooperates"));
  const auto social = world.sign_in("social").token;
  EXPECT_EQ(post("/api/v1/intakes", social, body, {{"idempotency-key", "key-00002"}}).status, 201);
}

TEST_F(Routes, EveryQuestionMayBeLeftOut) { EXPECT_EQ(begin("key-00001", "{}").status, 201); }

TEST_F(Routes, TheSameKeyGivesTheSameIntake) {
  const auto first = begin("key-00001");
  const auto again = begin("key-00001");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header_of(again, "Location"), header_of(first, "Location"));
  EXPECT_NE(begin("key-00002").body, first.body);
  EXPECT_EQ(body_of(get("/api/v1/cases", nurse_token)).at("cases").as_array().size(), 2U);
  EXPECT_EQ(begin("key-00001", "{}").status, 409);
}

TEST_F(Routes, WhatIsWrongIsNamedFieldByField) {
  const auto wrong = begin("key-00001", R"({"facts":{"age":{"from":3,"to":2},"children":"two","visa":"T"}})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(fields_of(wrong), testing::UnorderedElementsAre("facts.age", "facts.children", "facts.visa"));
  EXPECT_THAT(fields_of(begin("key-00001", R"({"identity":7,"facts":{}})")), ElementsAre("identity"));
  EXPECT_EQ(begin("key-00001", "{\"facts\":").status, 400);
  EXPECT_EQ(begin("key-00001", "[]").status, 400);
}

TEST_F(Routes, AChangeNamesTheVersionItSaw) {
  const auto id = text_at(begin("key-00001"), "id");
  const auto changed = patch(id, nurse_token, "\"1\"", R"({"facts":{"children":2}})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(header_of(changed, "ETag"), "\"2\"");
  EXPECT_EQ(patch(id, nurse_token, "\"1\"", "{}").status, 412);
  EXPECT_EQ(patch(id, nurse_token, "", "{}").status, 428);
  EXPECT_EQ(patch(id, nurse_token, "two", "{}").status, 400);
  EXPECT_EQ(body_of(get("/api/v1/cases/" + id, nurse_token)).at("facts").at("children").as_int64(), 2);
}

TEST_F(Routes, WhoHasNoPartInItGetsNothing) {
  const auto id = text_at(begin("key-00001"), "id");
  EXPECT_EQ(get("/api/v1/cases/" + id, "").status, 401);
  EXPECT_EQ(get("/api/v1/cases/" + id, harbor_token).status, 404);
  EXPECT_EQ(get("/api/v1/cases/" + id + "/owed", harbor_token).status, 404);
  EXPECT_EQ(get("/api/v1/cases/" + id, porter_token).status, 403);
  EXPECT_EQ(get("/api/v1/cases/" + id, navigator_token).status, 403);
  EXPECT_EQ(patch(id, harbor_token, "\"1\"", "{}").status, 404);
  EXPECT_EQ(get("/api/v1/cases/no-id", nurse_token).status, 404);
  EXPECT_EQ(get("/api/v1/threads", nurse_token).status, 403);
  const auto strangers = get("/api/v1/cases/" + CaseId::random(world.random).text(), harbor_token);
  EXPECT_EQ(strangers.body, get("/api/v1/cases/" + id, harbor_token).body);
}

TEST_F(Routes, WhatIsOwedNamesServicesDaysAndSources) {
  const auto id = text_at(begin("key-00001"), "id");
  const auto owed = get("/api/v1/cases/" + id + "/owed", nurse_token);
  ASSERT_EQ(owed.status, 200) << owed.body;
  const auto body = body_of(owed);
  const auto& first = body.at("services").as_array().at(0);
  EXPECT_TRUE(first.at("owed_today").as_bool());
  EXPECT_FALSE(first.at("received_today").as_bool());
  EXPECT_FALSE(first.at("certain").as_array().empty());
  EXPECT_THAT(std::string(body.at("protections").as_array().at(0).as_string()), HasSubstr("260B.007"));
}

TEST_F(Routes, AServiceBeginsAndEnds) {
  const auto id = text_at(begin("key-00001"), "id");
  const auto path = "/api/v1/cases/" + id + "/placements";
  const http::Pairs key{{"idempotency-key", "key-00002"}};
  const auto begun = post(path, nurse_token, R"({"service":"housing > emergency","from":"2026-11-20"})", key);
  ASSERT_EQ(begun.status, 201) << begun.body;
  EXPECT_EQ(post(path, nurse_token, R"({"service":"housing > emergency","from":"2026-11-20"})", key).body, begun.body);
  EXPECT_THAT(fields_of(post(path, nurse_token, R"({"service":"her cousin"})", {{"idempotency-key", "key-00003"}})),
              ElementsAre("service"));
  EXPECT_EQ(post(path, harbor_token, R"({"service":"legal"})", {{"idempotency-key", "key-00004"}}).status, 404);
  const auto end = path + "/" + text_at(begun, "id") + "/end";
  EXPECT_EQ(post(end, nurse_token, R"({"until":"2026-11-19"})").status, 404);
  EXPECT_EQ(post(end, nurse_token, R"({"until":"2026-11-22"})").status, 204);
  EXPECT_EQ(post(end, nurse_token, "{}").status, 404);
  const auto read = get("/api/v1/cases/" + id, nurse_token);
  EXPECT_EQ(body_of(read).at("placements").as_array().at(0).at("until").as_string(), "2026-11-22");
}

TEST_F(Routes, ThreadsAreTheRegionsNavigators) {
  const auto thread = must(write([&](storage::Writer& w) -> Result<Thread> {
    NWD_TRY(const auto c, begin_intake(w, *nurse, world.random, now(), {}, {}));
    return begin_thread(w, world.random, now(), "MN-500", c, shelter, now());
  }));
  const auto path = "/api/v1/threads/" + thread.id.text();
  const auto listed = get("/api/v1/threads", navigator_token);
  ASSERT_EQ(body_of(listed).at("threads").as_array().size(), 1U) << listed.body;
  const auto take = [&](const std::string& token, const http::Pairs& headers) {
    return post(path + "/take-step", token, "", headers);
  };
  EXPECT_EQ(get(path, harbor_token).status, 403);
  EXPECT_EQ(take(harbor_token, {{"if-match", "\"1\""}}).status, 403);
  EXPECT_EQ(take(navigator_token, {}).status, 428);
  EXPECT_EQ(take(navigator_token, {{"if-match", "\"2\""}}).status, 412);
  const auto taken = take(navigator_token, {{"if-match", "\"1\""}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(text_at(taken, "step_owner"), navigator->organization.text());
  world.found("Navigators East", "MN-501", "east", {access::Role::navigator});
  EXPECT_EQ(get(path, world.sign_in("east").token).status, 404);
  EXPECT_EQ(get("/api/v1/threads/x", navigator_token).status, 404);
}

}  // namespace
}  // namespace nwd::casework
