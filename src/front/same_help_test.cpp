// Non-interference over the whole product: the same person, with any status and any stand towards the police, gets the
// same answers at every route and on every page, byte by byte: what is owed, what fits, who is asked, what they are
// told.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "casework/routes.h"
#include "front/test_house.h"
#include "referral/routes.h"

namespace nwd::front {
namespace {

namespace js = boost::json;
using http::Method;

// What is asked of the product, but for the sensitive facts.
struct Story {
  js::object facts;
  js::object identity;
  js::object consent;
  bool first_takes = true;  // the first shelter; otherwise the next on the list
};

struct Sensitive {
  std::string immigration;  // "" when not told
  std::string cooperates;
};

class Telling {
 public:
  Telling() {
    house_.world.found("Clinic", "MN-500", "clinic", {access::Role::caseworker});
    need(casework::add_routes(*house_.world.site));
    need(referral::add_routes(*house_.world.site, house_.catalogues));
  }

  // Every answer on the way, in order.
  std::vector<std::string> tell(const Story& story, const Sensitive& sensitive) {
    const auto id = begin(story, sensitive);
    without_sensitive(ask("clinic", Method::get, "/api/v1/intakes/" + id));
    keep("clinic", Method::get, "/api/v1/intakes/" + id + "/fits");
    keep("clinic", Method::get, "/api/v1/cases/" + id + "/owed");
    send(id, story);
    answer("harbor", story.first_takes);
    if (!story.first_takes) answer("lake", true);
    keep("clinic", Method::get, "/api/v1/intakes/" + id + "/referrals");
    keep("navigator", Method::get, "/api/v1/threads");
    for (const auto* who : {"clinic", "harbor", "lake", "navigator"}) look(who);
    return std::move(told_);
  }

 private:
  static void need(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().message);
  }

  const std::string& token_of(const std::string& who) {
    auto& token = tokens_[who];
    if (token.empty()) token = house_.world.sign_in(who).token;
    return token;
  }
  http::Response ask(const std::string& who, Method method, const std::string& path, const std::string& body = {},
                     http::Pairs headers = {}) {
    headers.emplace_back("idempotency-key", "same-help-" + std::to_string(told_.size()));
    return house_.world.ask(method, path, token_of(who), body, headers);
  }
  http::Response keep(const std::string& who, Method method, const std::string& path, const std::string& body = {},
                      const http::Pairs& headers = {}) {
    auto response = ask(who, method, path, body, headers);
    std::string all = who + " " + path + " " + std::to_string(response.status) + "\n";
    for (const auto& [name, value] : response.headers) all += name + ": " + value + "\n";
    told_.push_back(all + response.body);
    return response;
  }

  std::string begin(const Story& story, const Sensitive& sensitive) {
    js::object facts = story.facts;
    if (!sensitive.immigration.empty()) facts["immigration"] = sensitive.immigration;
    if (!sensitive.cooperates.empty()) facts["cooperates"] = sensitive.cooperates;
    const auto begun = keep("clinic", Method::post, "/api/v1/intakes",
                            js::serialize(js::object{{"facts", facts}, {"identity", story.identity}}));
    if (begun.status != 201) throw std::runtime_error(begun.body);
    return std::string(js::parse(begun.body).at("id").as_string());
  }
  // The one answer that gives the facts back to who keeps them.
  void without_sensitive(const http::Response& response) {
    auto body = js::parse(response.body);
    auto& facts = body.at("facts").as_object();
    facts.erase("immigration");
    facts.erase("cooperates");
    told_.push_back(js::serialize(body));
  }
  void send(const std::string& id, const Story& story) {
    const js::object body{
        {"version", 1}, {"list", {house_.harbor.text(), house_.lake.text()}}, {"consent", story.consent}};
    const auto sent = keep("clinic", Method::post, "/api/v1/intakes/" + id + "/send", js::serialize(body));
    if (sent.status >= 300) throw std::runtime_error(sent.body);
  }
  void answer(const std::string& who, bool takes) {
    const auto inbox = keep(who, Method::get, "/api/v1/referrals");
    const auto first = js::parse(inbox.body).at("referrals").as_array().at(0);
    const std::string path = "/api/v1/referrals/" + std::string(first.at("id").as_string());
    const auto request = keep(who, Method::get, path);
    const http::Pairs seen{
        {"if-match", "\"" + std::to_string(js::parse(request.body).at("version").as_int64()) + "\""}};
    if (!takes) {
      keep(who, Method::post, path + "/cannot-take", R"({"reason":"full"})", seen);
      return;
    }
    const auto accepted = keep(who, Method::post, path + "/accept", {}, seen);
    if (accepted.status >= 300) throw std::runtime_error(accepted.body);
    const std::string opened = "/api/v1/cases/" + std::string(js::parse(accepted.body).at("case").as_string());
    keep(who, Method::get, opened);
    keep(who, Method::get, opened + "/owed");
    pages_.emplace_back(who, "/c/" + opened.substr(14));
  }
  void look(const std::string& who) {
    auto browser = house_.signed_in(who);
    browser.open("/today");
    told_.push_back(who + " " + browser.text());
    for (const auto& [holder, page] : pages_) {
      if (holder != who) continue;
      browser.open(page);
      told_.push_back(std::to_string(browser.status()) + " " + browser.text());
    }
  }

  TestHouse house_;
  std::map<std::string, std::string> tokens_;
  std::vector<std::pair<std::string, std::string>> pages_;
  std::vector<std::string> told_;
};

Story some_story() {
  Story story;
  story.facts["county"] = *rc::gen::element<std::string>("27053", "27123");
  const int age = *rc::gen::inRange(12, 25);
  if (*rc::gen::arbitrary<bool>()) story.facts["age"] = {{"from", age}, {"to", age}};
  if (*rc::gen::arbitrary<bool>()) story.facts["gender"] = *rc::gen::element<std::string>("woman", "man", "another");
  if (*rc::gen::arbitrary<bool>())
    story.facts["exploitation"] = *rc::gen::element<std::string>("sexual", "labour", "both", "at risk");
  js::array needs{"bed"};
  for (const auto* need : {"doctor", "lawyer", "interpreter", "school"})
    if (*rc::gen::arbitrary<bool>()) needs.emplace_back(need);
  story.facts["needs"] = std::move(needs);
  story.identity = {{"called", "Robin"}, {"note", "Afraid of the car outside."}};
  story.consent = {{"how", "spoken"}, {"called", *rc::gen::arbitrary<bool>()}, {"note", *rc::gen::arbitrary<bool>()}};
  story.first_takes = *rc::gen::arbitrary<bool>();
  return story;
}

Sensitive some_sensitive() {
  return {*rc::gen::element<std::string>("citizen", "permanent", "visa", "pending", "none"),
          *rc::gen::element<std::string>("", "yes", "no")};
}

// Each telling has a database of its own: as many as a short run of the tests bears.
TEST(SameHelp, WhateverStatusAndCooperation) {
  constexpr int stories = 25;
  constexpr int size = 100;
  for (int n = 0; n < stories; ++n) {
    const rc::Random random(static_cast<std::uint64_t>(n));
    const auto story = rc::gen::exec(some_story)(random, size).value();
    const auto sensitive = rc::gen::exec(some_sensitive)(random, size).value();
    const auto silent = Telling().tell(story, {});
    const auto told = Telling().tell(story, sensitive);
    ASSERT_EQ(silent.size(), told.size()) << n;
    for (std::size_t i = 0; i < silent.size(); ++i)
      ASSERT_EQ(silent[i], told[i]) << n << ": " << sensitive.immigration << ", " << sensitive.cooperates;
  }
}

}  // namespace
}  // namespace nwd::front
