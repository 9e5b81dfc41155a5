// Referrals over HTTP, as a program would use them.
#include "referral/routes.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "casework/routes.h"
#include "referral/test_referral.h"

namespace nwd::referral {
namespace {

using http::Method;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
namespace js = boost::json;

js::value body_of(const http::Response& response) { return js::parse(response.body); }
std::string text_at(const js::value& value, std::string_view name) { return std::string(value.at(name).as_string()); }
std::vector<std::string> fields_of(const http::Response& response) {
  std::vector<std::string> fields;
  const auto body = body_of(response);
  for (const auto& one : body.at("errors").as_array()) fields.emplace_back(one.at("field").as_string());
  return fields;
}

class Routes : public ReferralTest {
 protected:
  Routes() {
    must(casework::add_routes(*world.site));
    must(add_routes(*world.site, catalogues));
    nurse_token = world.sign_in("nurse").token;
    navigator_token = world.sign_in("navigator").token;
  }
  http::Response get(const std::string& path, const std::string& token) {
    return world.ask(Method::get, "/api/v1" + path, token);
  }
  http::Response post(const std::string& path, const std::string& token, const std::string& body,
                      const http::Pairs& headers = {}) {
    return world.ask(Method::post, "/api/v1" + path, token, body, headers);
  }
  http::Response act(const std::string& id, const std::string& deed, const std::string& token, std::int64_t version,
                     const std::string& body = {}) {
    return post("/referrals/" + id + "/" + deed, token, body, {{"if-match", '"' + std::to_string(version) + '"'}});
  }
  static std::string wish(const std::vector<directory::ServiceId>& list, std::int64_t version = 1) {
    js::array ids;
    for (const auto id : list) ids.emplace_back(id.text());
    return js::serialize(js::object{{"version", version},
                                    {"list", std::move(ids)},
                                    {"consent", js::object{{"how", "spoken"}, {"called", true}, {"days", 7}}}});
  }
  http::Response send_it(const std::string& id, const std::string& body, const std::string& key = "key-send-1") {
    return post("/intakes/" + id + "/send", nurse_token, body, {{"idempotency-key", key}});
  }
  // The referrals of a fresh case, sent.
  js::array sent(const std::vector<directory::ServiceId>& list) {
    const auto response = send_it(intake(nurse).id.text(), wish(list));
    EXPECT_EQ(response.status, 201) << response.body;
    return body_of(response).at("referrals").as_array();
  }
  directory::Catalogues catalogues;
  std::string nurse_token, navigator_token;
};

TEST_F(Routes, FitsSayWhyEachIsListed) {
  const auto id = intake(nurse).id.text();
  const auto response = get("/intakes/" + id + "/fits", nurse_token);
  ASSERT_EQ(response.status, 200) << response.body;
  const auto body = body_of(response);
  EXPECT_EQ(body.at("fitting").as_int64(), 3);
  const auto& first = body.at("fits").as_array().at(0);
  EXPECT_EQ(text_at(first, "readiness"), "ready");
  EXPECT_FALSE(first.at("reasons").as_array().empty());
  EXPECT_EQ(get("/intakes/" + id + "/fits", harbor_bed.token).status, 404);
}

TEST_F(Routes, SendingTwiceWithOneKeySendsOnce) {
  const auto c = intake(nurse);
  const auto first = send_it(c.id.text(), wish({lake.service}));
  ASSERT_EQ(first.status, 201) << first.body;
  const auto again = send_it(c.id.text(), wish({lake.service}));
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(beds(lake.service).held, 1);
  EXPECT_EQ(send_it(c.id.text(), wish({lake.service}, 2)).status, 409);
  EXPECT_THAT(first.body, Not(HasSubstr("Robin")));
}

TEST_F(Routes, WhatIsWrongWithASendingIsNamedFieldByField) {
  const auto id = intake(nurse).id.text();
  EXPECT_THAT(fields_of(send_it(id, "{}")), testing::UnorderedElementsAre("version", "consent"));
  EXPECT_THAT(fields_of(send_it(id, R"({"version":1,"list":["x",7],"consent":{"how":"winked","called":1,"days":0}})")),
              testing::UnorderedElementsAre("list", "list", "consent.how", "consent.called", "consent.days"));
  EXPECT_EQ(send_it(id, wish({})).status, 400);
  EXPECT_EQ(send_it(id, "{").status, 400);
  EXPECT_EQ(send_it(id, wish({lake.service}, 7)).status, 412);
  EXPECT_EQ(send_it("x", wish({lake.service})).status, 404);
  EXPECT_EQ(beds(lake.service).held, 0);
}

TEST_F(Routes, TheLastBedIsAConflictForTheNext) {
  sent({harbor_bed.service});
  const auto late = send_it(intake(nurse).id.text(), wish({harbor_bed.service}), "key-send-2");
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Nothing was sent"));
}

TEST_F(Routes, TheAskedReadsThePacketAndAccepts) {
  const auto id = text_at(sent({lake.service, pine.service}).at(0), "id");
  const auto inbox = body_of(get("/referrals", lake.token)).at("referrals").as_array();
  ASSERT_EQ(inbox.size(), 1U);
  EXPECT_EQ(text_at(inbox.at(0), "id"), id);
  const auto read = get("/referrals/" + id, lake.token);
  ASSERT_EQ(read.status, 200) << read.body;
  const auto body = body_of(read);
  EXPECT_EQ(text_at(body.at("packet").at("identity"), "called"), "Robin");
  const auto version = body.at("version").as_int64();
  const auto took = act(id, "accept", lake.token, version);
  ASSERT_EQ(took.status, 200) << took.body;
  const auto there = text_at(body_of(took), "case");
  EXPECT_EQ(get("/cases/" + there, lake.token).status, 200);
  EXPECT_EQ(get("/cases/" + there, nurse_token).status, 404);
  EXPECT_EQ(act(id, "accept", lake.token, version).status, 410);
  EXPECT_TRUE(body_of(get("/referrals", lake.token)).at("referrals").as_array().empty());
}

TEST_F(Routes, WhoHasNoPartInItGetsNothing) {
  const auto list = sent({lake.service, pine.service});
  const auto id = text_at(list.at(0), "id");
  const auto waiting = text_at(list.at(1), "id");
  EXPECT_EQ(get("/referrals/" + id, "").status, 401);
  EXPECT_EQ(get("/referrals/" + id, pine.token).status, 404);
  EXPECT_EQ(get("/referrals/" + waiting, pine.token).status, 404);
  EXPECT_EQ(get("/referrals/" + id, navigator_token).status, 403);
  EXPECT_EQ(get("/referrals/" + ReferralId::random(world.random).text(), pine.token).body,
            get("/referrals/" + id, pine.token).body);
  for (const auto* deed : {"accept", "withdraw"}) EXPECT_EQ(act(id, deed, pine.token, 2).status, 404) << deed;
  EXPECT_EQ(act(id, "accept", nurse_token, 2).status, 403);
  EXPECT_EQ(act(id, "withdraw", lake.token, 2).status, 403);
  EXPECT_EQ(act(id, "cannot-take", pine.token, 2, R"({"reason":"full"})").status, 404);
  EXPECT_EQ(act("x", "accept", lake.token, 2).status, 404);
  EXPECT_EQ(state(*ReferralId::parse(id)), State::asked);
}

TEST_F(Routes, ADecisionNamesTheVersionItSaw) {
  const auto id = text_at(sent({lake.service}).at(0), "id");
  EXPECT_EQ(post("/referrals/" + id + "/accept", lake.token, "").status, 428);
  EXPECT_EQ(act(id, "accept", lake.token, 1).status, 412);
  EXPECT_EQ(act(id, "withdraw", nurse_token, 1).status, 412);
}

TEST_F(Routes, CannotTakeHasAReasonOfItsOwn) {
  const auto list = sent({harbor_bed.service, lake.service});
  const auto id = text_at(list.at(0), "id");
  EXPECT_THAT(fields_of(act(id, "cannot-take", harbor_bed.token, 2, R"({"reason":"her file"})")),
              ElementsAre("reason"));
  EXPECT_EQ(act(id, "cannot-take", harbor_bed.token, 2, R"({"reason":"no_staff"})").status, 204);
  EXPECT_EQ(body_of(get("/referrals", lake.token)).at("referrals").as_array().size(), 1U);
  const auto of_case = body_of(get("/referrals/" + id, nurse_token));
  EXPECT_EQ(text_at(of_case, "reason"), "no_staff");
}

TEST_F(Routes, AQuestionAndItsAnswer) {
  const auto id = text_at(sent({lake.service}).at(0), "id");
  EXPECT_THAT(fields_of(act(id, "ask", lake.token, 2, R"({"text":""})")), ElementsAre("text"));
  EXPECT_EQ(act(id, "ask", lake.token, 2, R"({"text":"How soon?"})").status, 204);
  EXPECT_TRUE(body_of(get("/referrals/" + id, nurse_token)).at("question_open").as_bool());
  pass(minute_ms);
  EXPECT_EQ(act(id, "answer", nurse_token, 3, R"({"text":"Within the hour."})").status, 204);
  const auto messages = body_of(get("/referrals/" + id, lake.token)).at("messages").as_array();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(text_at(messages.at(1), "text"), "Within the hour.");
  EXPECT_FALSE(messages.at(1).at("from_us").as_bool());
}

TEST_F(Routes, TheSenderSeesItsListAndTakesItBack) {
  const auto c = intake(nurse);
  const auto response = send_it(c.id.text(), wish({harbor_bed.service, lake.service}));
  const auto id = text_at(body_of(response).at("referrals").as_array().at(0), "id");
  EXPECT_EQ(act(id, "withdraw", nurse_token, 2).status, 204);
  const auto list = body_of(get("/intakes/" + c.id.text() + "/referrals", nurse_token)).at("referrals").as_array();
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(text_at(list.at(0), "state"), "withdrawn");
  EXPECT_EQ(text_at(list.at(1), "state"), "dropped");
  EXPECT_EQ(get("/intakes/" + c.id.text() + "/referrals", lake.token).status, 404);
}

}  // namespace
}  // namespace nwd::referral
