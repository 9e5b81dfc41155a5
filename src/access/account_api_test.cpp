// Sessions and credentials through the API, as a program uses them.
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "access/credential.h"
#include "access/testing.h"
#include "access/totp.h"

namespace nwd::access {
namespace {

using boost::json::object;
using boost::json::value;
using http::Method;

class AccountApi : public testing::Test {
 protected:
  AccountApi() {
    shelter_ = world_.found("Shelter", "MN-500", "ana", {Role::administrator});
    EXPECT_TRUE(add_session_api(*world_.site));
  }
  struct Answer {
    int status;
    value body;
  };
  Answer ask(Method method, std::string_view path, const std::string& token = {}, const object& body = {}) {
    const auto response = world_.ask(method, path, token, boost::json::serialize(body));
    return {response.status, response.body.empty() ? value() : boost::json::parse(response.body)};
  }
  std::string text(const Answer& answer, std::string_view name) {
    return std::string(answer.body.at(name).as_string());
  }
  Answer sign_in(std::string_view passphrase = test_passphrase) {
    return ask(Method::post, "/api/v1/sessions", {}, {{"sign_in", "ana"}, {"passphrase", passphrase}});
  }
  std::string code_of(const vault::SecretBytes& secret) {
    return totp::code_at(secret, world_.clock.now().ms / totp::step_ms);
  }
  vault::SecretBytes set_up_app(std::string& token) {
    EXPECT_EQ(ask(Method::post, "/api/v1/credentials/totp", token).status, 200);
    const auto id = world_.sessions.look(token, world_.clock.now())->session->id;
    auto secret = world_.sessions.kept(id, "api app").value();
    const auto done = ask(Method::post, "/api/v1/credentials/totp/finish", token, {{"code", code_of(secret)}});
    EXPECT_EQ(done.status, 200);
    token = text(done, "token");
    return secret;
  }
  TestWorld world_;
  OrganizationId shelter_;
};

TEST_F(AccountApi, TwoStepsAndAnotherTokenAfterEach) {
  auto token = text(sign_in(), "token");
  const auto secret = set_up_app(token);
  world_.clock.at = world_.clock.at + minute_ms;
  const auto first = sign_in();
  EXPECT_EQ(text(first, "stage"), "second_step");
  const auto waiting = text(first, "token");
  EXPECT_EQ(ask(Method::get, "/api/v1/me", waiting).status, 401);
  EXPECT_EQ(ask(Method::get, "/api/v1/credentials", waiting).status, 401);
  EXPECT_EQ(ask(Method::post, "/api/v1/sessions/second-step", waiting, {{"code", "000000"}}).status, 401);
  EXPECT_EQ(ask(Method::post, "/api/v1/sessions/second-step", token, {{"code", code_of(secret)}}).status, 401);
  EXPECT_EQ(ask(Method::post, "/api/v1/sessions/second-step", "", {{"code", code_of(secret)}}).status, 401);
  const auto second = ask(Method::post, "/api/v1/sessions/second-step", waiting, {{"code", code_of(secret)}});
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(text(second, "stage"), "whole");
  EXPECT_EQ(ask(Method::get, "/api/v1/me", text(second, "token")).status, 200);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", waiting).status, 401);
}

TEST_F(AccountApi, ACodeThatWasShownOpensNothingASecondTime) {
  auto token = text(sign_in(), "token");
  const auto secret = set_up_app(token);
  world_.clock.at = world_.clock.at + minute_ms;
  const auto shown = [&](const std::string& code) {
    return ask(Method::post, "/api/v1/sessions/second-step", text(sign_in(), "token"), {{"code", code}}).status;
  };
  const auto code = code_of(secret);
  EXPECT_EQ(shown(code), 200);
  EXPECT_EQ(shown(code), 401);
  world_.clock.at = world_.clock.at + minute_ms;
  EXPECT_EQ(shown(code_of(secret)), 200) << "the next one counts";
}

TEST_F(AccountApi, StepUpIsAskedForAndGivesAnotherToken) {
  auto token = text(sign_in(), "token");
  const auto secret = set_up_app(token);
  world_.clock.at = world_.clock.at + 10 * minute_ms;
  EXPECT_EQ(ask(Method::put, "/api/v1/credentials/passphrase", token, {{"passphrase", "seven violet teapots"}}).status,
            403);
  const std::string path = "/api/v1/sessions/current/step-up";
  EXPECT_EQ(ask(Method::post, path, token, {{"passphrase", test_passphrase}}).status, 401) << "and the code";
  const auto shown = ask(Method::post, path, token, {{"passphrase", test_passphrase}, {"code", code_of(secret)}});
  ASSERT_EQ(shown.status, 200);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", token).status, 401);
  const auto changed = ask(Method::put, "/api/v1/credentials/passphrase", text(shown, "token"),
                           {{"passphrase", "seven violet teapots"}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", text(changed, "token")).status, 200);
  EXPECT_EQ(sign_in().status, 401);
  EXPECT_EQ(sign_in("seven violet teapots").status, 201);
}

TEST_F(AccountApi, APassphraseIsTakenAsItWasSent) {
  const std::string with_spaces = "  seven violet teapots ";
  const auto changed =
      ask(Method::put, "/api/v1/credentials/passphrase", text(sign_in(), "token"), {{"passphrase", with_spaces}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(sign_in("seven violet teapots").status, 401);
  EXPECT_EQ(sign_in(with_spaces).status, 201);
}

TEST_F(AccountApi, ThePaperCodeIsMadeTriedAndUsed) {
  const auto token = text(sign_in(), "token");
  const std::string path = "/api/v1/credentials/recovery-code";
  EXPECT_EQ(ask(Method::post, path + "/finish", token, {{"code", "7K3M"}}).status, 409);
  const auto code = text(ask(Method::post, path, token), "code");
  EXPECT_EQ(ask(Method::post, path + "/try", token, {{"code", code}}).status, 401) << "not yet";
  EXPECT_EQ(ask(Method::post, path + "/finish", token, {{"code", code}}).status, 204);
  EXPECT_EQ(ask(Method::post, path + "/try", token, {{"code", code}}).status, 204);
  const object lost{{"sign_in", "ana"}, {"code", code}, {"passphrase", "seven violet teapots"}};
  const auto back = ask(Method::post, "/api/v1/sessions/recover", {}, lost);
  EXPECT_EQ(back.status, 201);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", token).status, 401);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", text(back, "token")).status, 200);
  EXPECT_EQ(ask(Method::post, "/api/v1/sessions/recover", {}, lost).status, 401);
}

TEST_F(AccountApi, SessionsAreListedAndEnded) {
  const auto first = text(sign_in(), "token");
  const auto second = text(sign_in(), "token");
  const auto list = ask(Method::get, "/api/v1/sessions", first).body.at("sessions").as_array();
  ASSERT_EQ(list.size(), 2U);
  const auto other = list.at(0).at("current").as_bool() ? list.at(1) : list.at(0);
  const std::string path = "/api/v1/sessions/" + std::string(other.at("id").as_string());
  EXPECT_EQ(ask(Method::del, path, first).status, 204);
  EXPECT_EQ(ask(Method::del, path, first).status, 404);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", second).status, 401);
  const auto third = text(sign_in(), "token");
  EXPECT_EQ(ask(Method::post, "/api/v1/sessions/end-others", first).status, 204);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", third).status, 401);
  EXPECT_EQ(ask(Method::get, "/api/v1/me", first).status, 200);
}

TEST_F(AccountApi, TheLastWayInIsNeverTakenAway) {
  const auto token = text(sign_in(), "token");
  const auto ways = ask(Method::get, "/api/v1/credentials", token).body.at("credentials").as_array();
  ASSERT_EQ(ways.size(), 1U);
  const std::string path = "/api/v1/credentials/" + std::string(ways.at(0).at("id").as_string());
  EXPECT_EQ(ask(Method::del, path, token).status, 409);
  EXPECT_EQ(ask(Method::del, "/api/v1/credentials/nonsense", token).status, 404);
}

TEST_F(AccountApi, AnAdministratorAsksASecondFactorOfEverybody) {
  const auto token = text(sign_in(), "token");
  const std::string path = "/api/v1/organization/second-factor";
  EXPECT_EQ(ask(Method::get, path, token).body.at("members").as_int64(), 1);
  EXPECT_EQ(ask(Method::put, path, token, {{"since", "soon"}}).status, 400);
  EXPECT_EQ(ask(Method::put, path, token, {{"since", to_text(world_.clock.now())}}).status, 204);
  EXPECT_EQ(ask(Method::get, path, token).body.at("without").as_array().size(), 1U);
  auto enrolling = sign_in();
  EXPECT_EQ(text(enrolling, "stage"), "must_enrol");
  auto waiting = text(enrolling, "token");
  EXPECT_EQ(ask(Method::get, "/api/v1/me", waiting).status, 403);
  static_cast<void>(set_up_app(waiting));
  EXPECT_EQ(ask(Method::get, "/api/v1/me", waiting).status, 200);
  EXPECT_EQ(ask(Method::get, path, waiting).body.at("without").as_array().size(), 0U);
  EXPECT_EQ(ask(Method::del, path, waiting).status, 204);
  world_.add_member(shelter_, "ben", {Role::caseworker});
  const auto ben = world_.sign_in("ben");
  EXPECT_EQ(ask(Method::get, path, ben.token).status, 403);
}

}  // namespace
}  // namespace nwd::access
