// Charters over the API, as a program would use them.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "drafting/test_drafting.h"

namespace nwd::drafting {
namespace {

namespace js = boost::json;
using testing::HasSubstr;

class CharterApi : public DraftingTest {
 protected:
  http::Response ask(const std::string& path, const js::value& body, const std::string& token) {
    return world.ask(http::Method::post, "/api/v1/charters/" + path, token, js::serialize(body));
  }
  http::Response ask(const std::string& path, const js::value& body) { return ask(path, body, drafter.token); }
  http::Response until_done(const std::string& path, const js::value& body) {
    while (true)
      if (auto answer = ask(path, body); answer.status != 202) return answer;
  }
  static js::value parsed(const http::Response& response) { return js::parse(response.body); }
  const js::value ours{{"text", std::string(small)}};
  const std::string broken = "charter T \"T\"\nrule R cites A: owed housing\n  while needs\n";
};

TEST_F(CharterApi, IsForDraftersAndTheDirector) {
  for (const auto* name : {"drafter", "director", "nurse", "harbor", "navigator", "admin"}) {
    const auto who = world.sign_in(name);
    const bool may = who.session->has(Role::drafter) || who.session->has(Role::director);
    EXPECT_EQ(world.ask(http::Method::get, "/api/v1/charters", who.token).status, may ? 200 : 403) << name;
    for (const auto* path : {"check", "verdicts", "explain", "diff"})
      EXPECT_EQ(ask(path, ours, who.token).status == 403, !may) << name << " " << path;
  }
  EXPECT_EQ(ask("check", ours, "").status, 401);
}

TEST_F(CharterApi, ListsTheLawsAndGivesTheirText) {
  const auto list = parsed(world.ask(http::Method::get, "/api/v1/charters", drafter.token));
  EXPECT_GE(list.at("charters").as_array().size(), 6U);
  const auto one = world.ask(http::Method::get, "/api/v1/charters/model", drafter.token);
  EXPECT_EQ(parsed(one).at("text").as_string(), charter::builtin("model"));
  EXPECT_EQ(world.ask(http::Method::get, "/api/v1/charters/none", drafter.token).status, 404);
}

TEST_F(CharterApi, TellsWhatIsWrongAtItsLineEvenAfterEmptyLines) {
  const auto answer = ask("check", {{"text", "\n\n" + broken}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(parsed(answer).at("diagnostics").at(0).at("span").at("line").as_int64(), 4);
  EXPECT_TRUE(parsed(ask("check", ours)).at("diagnostics").as_array().empty());
}

TEST_F(CharterApi, RefusesWhatIsNeitherNameNorTextAndWhatHasErrors) {
  for (const js::value& body : {js::value(js::object{}), js::value{{"charter", "none"}}, js::value{{"text", 7}},
                                js::value{{"charter", "model"}, {"text", "x"}}, js::value{{"txt", "x"}}})
    for (const auto* path : {"check", "verdicts"}) EXPECT_EQ(ask(path, body).status, 400) << js::serialize(body);
  const auto answer = ask("verdicts", {{"text", broken}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("line 2: C"));
  EXPECT_EQ(ask("diff", {{"before", "model"}, {"after", ours}}).status, 400);
  EXPECT_EQ(ask("explain", {{"charter", "model"}, {"person", "borne 2000-01-01"}}).status, 400);
}

TEST_F(CharterApi, ProvesExplainsAndCompares) {
  const auto verdicts = parsed(until_done("verdicts", ours));
  bool reserve_fails = false;
  for (const auto& v : verdicts.at("verdicts").as_array())
    reserve_fails = reserve_fails || (v.at("standard") == "S28" && v.at("status") == "fails");
  EXPECT_TRUE(reserve_fails);
  const auto person = "born 2000-01-01, identified 2026-01-10, recovered never, needs housing always";
  const auto explained = ask("explain", {{"text", std::string(small)}, {"person", person}});
  EXPECT_EQ(explained.status, 200);
  EXPECT_THAT(explained.body, HasSubstr("2026-01-10"));
  const auto compared = until_done("diff", {{"before", {{"charter", "model"}}}, {"after", {{"charter", "model"}}}});
  EXPECT_EQ(compared.status, 200) << compared.body;
}

}  // namespace
}  // namespace nwd::drafting
