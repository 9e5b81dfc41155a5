// Passkeys on the pages, with an authenticator made of software and a browser without scripts: what the script would
// fill in, the test fills in.
#include <gmock/gmock.h>

#include "base/json.h"
#include "front/test_house.h"
#include "passkey/testing.h"

namespace nwd::front {
namespace {

using passkey::SoftAuthenticator;
using testing::HasSubstr;

const passkey::RelyingParty party{"notes.example", "https://notes.example"};

class PasskeyPages : public testing::Test {
 protected:
  // What the script is told, in the same browser but without leaving the page.
  static boost::json::object options(TestBrowser at, const std::string& path) {
    at.open(path);
    const auto value = json::parse(at.body());
    return value && value->is_object() ? value->as_object() : boost::json::object();
  }
  static Bytes bytes_in(const boost::json::value& value) { return from_base64url(value.as_string()).value(); }

  static void add(TestBrowser& browser, SoftAuthenticator& authenticator, const std::string& label = "Blue key") {
    browser.open("/account/passkeys");
    const auto asked = options(browser, "/account/passkeys/options");
    const auto made = authenticator.make(party, bytes_in(asked.at("challenge")), bytes_in(asked.at("user").at("id")));
    browser.fill("label", label);
    browser.fill("challenge", base64url(made.challenge));
    browser.fill("client_data", base64url(made.client_data));
    browser.fill("attestation", base64url(made.attestation));
    browser.fill("secret", base64url(made.secret.view()));
    browser.press("Add a passkey");
  }

  static void fill(TestBrowser& browser, const passkey::ShownAnswer& shown) {
    browser.fill("challenge", base64url(shown.challenge));
    browser.fill("credential", base64url(shown.id));
    browser.fill("client_data", base64url(shown.client_data));
    browser.fill("authenticator_data", base64url(shown.authenticator_data));
    browser.fill("signature", base64url(shown.signature));
    browser.fill("user_handle", base64url(shown.user_handle));
    browser.fill("secret", base64url(shown.secret.view()));
  }

  // On the page that is open.
  static void show(TestBrowser& browser, SoftAuthenticator& authenticator, const std::string& page) {
    const auto asked = options(browser, page + "/passkey/options");
    fill(browser, authenticator.show(party, bytes_in(asked.at("challenge"))));
    browser.press("Use a passkey");
  }

  void type_passphrase(TestBrowser& browser, const std::string& name) {
    browser.open("/sign-in");
    browser.fill("sign_in", name);
    browser.fill("passphrase", std::string(access::test_passphrase));
    browser.press("Sign in");
  }

  TestHouse house;
  SoftAuthenticator authenticator;
};

TEST_F(PasskeyPages, OneThatGivesASecretSignsInAlone) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  EXPECT_EQ(nurse.path(), "/account?done=passkey");
  EXPECT_TRUE(nurse.shows("One passkey"));
  TestBrowser fresh = house.browser();
  fresh.open("/sign-in?next=/help");
  show(fresh, authenticator, "/sign-in");
  EXPECT_EQ(fresh.path(), "/help");
  EXPECT_EQ(fresh.status(), 200);
  fresh.open("/today");
  EXPECT_EQ(fresh.status(), 200);
  EXPECT_TRUE(fresh.shows("Worker nurse"));
  EXPECT_TRUE(nurse.trouble.empty());
  EXPECT_TRUE(fresh.trouble.empty());
}

TEST_F(PasskeyPages, OneThatGivesNoneIsAskedForAfterThePassphrase) {
  authenticator.gives_secret = false;
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  EXPECT_EQ(nurse.path(), "/account?done=passkey-second");
  TestBrowser fresh = house.browser();
  fresh.open("/sign-in");
  show(fresh, authenticator, "/sign-in");
  EXPECT_EQ(fresh.status(), 401);
  EXPECT_TRUE(fresh.shows("This passkey is your second step."));
  type_passphrase(fresh, "nurse");
  EXPECT_THAT(fresh.path(), HasSubstr("/sign-in/second-step"));
  show(fresh, authenticator, "/sign-in/second-step");
  EXPECT_EQ(fresh.path(), "/today");
  EXPECT_EQ(fresh.status(), 200);
}

TEST_F(PasskeyPages, ItShowsAgainThatItIsYou) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  house.pass(11 * minute_ms);
  nurse.open("/account/passkeys");
  EXPECT_EQ(nurse.path(), "/confirm?next=/account/passkeys");
  show(nurse, authenticator, "/confirm");
  EXPECT_EQ(nurse.path(), "/account/passkeys");
  EXPECT_TRUE(nurse.shows("Blue key"));
}

TEST_F(PasskeyPages, AWrongOneLetsNobodyIn) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  TestBrowser fresh = house.browser();
  fresh.open("/sign-in");
  const auto asked = options(fresh, "/sign-in/passkey/options");
  auto shown = authenticator.show(party, bytes_in(asked.at("challenge")));
  shown.signature.back() ^= 1U;
  fill(fresh, shown);
  fresh.press("Use a passkey");
  EXPECT_EQ(fresh.status(), 401);
  EXPECT_TRUE(fresh.shows("This passkey is not right here."));
  EXPECT_FALSE(fresh.cookies().contains("s"));
  SoftAuthenticator stranger;
  show(fresh, stranger, "/sign-in");
  EXPECT_EQ(fresh.status(), 401);
  EXPECT_TRUE(fresh.shows("This passkey is not right here.")) << "an unknown one is told the same";
}

TEST_F(PasskeyPages, AnAnswerCountsInTheBrowserThatAskedForFiveMinutesAndOnce) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  TestBrowser asker = house.browser();
  TestBrowser other = house.browser();
  asker.open("/sign-in");
  other.open("/sign-in");
  const auto shown = authenticator.show(party, bytes_in(options(asker, "/sign-in/passkey/options").at("challenge")));
  fill(other, shown);
  other.press("Use a passkey");
  EXPECT_TRUE(other.shows("That took longer than five minutes.")) << "taken along to another browser";
  TestBrowser again = asker;
  fill(asker, shown);
  asker.press("Use a passkey");
  EXPECT_EQ(asker.path(), "/today");
  fill(again, shown);
  again.press("Use a passkey");
  EXPECT_EQ(again.status(), 401) << "sent twice";
  again.open("/sign-in");
  const auto late = authenticator.show(party, bytes_in(options(again, "/sign-in/passkey/options").at("challenge")));
  house.pass(5 * minute_ms);
  fill(again, late);
  again.press("Use a passkey");
  EXPECT_EQ(again.status(), 401);
  EXPECT_TRUE(again.shows("That took longer than five minutes."));
}

TEST_F(PasskeyPages, ItIsRenamedAndRemovedByItsMemberAlone) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  nurse.open("/account/passkeys");
  nurse.follow("Change");
  const auto page = nurse.path();
  TestBrowser harbor = house.signed_in("harbor");
  harbor.open(page);
  EXPECT_EQ(harbor.status(), 404);
  nurse.fill("label", "Key on my ring");
  nurse.press("Save the name");
  EXPECT_EQ(nurse.path(), "/account/passkeys");
  EXPECT_TRUE(nurse.shows("Key on my ring"));
  nurse.open(page);
  nurse.press("Remove this passkey");
  EXPECT_EQ(nurse.path(), "/account?done=passkey-removed");
  TestBrowser fresh = house.browser();
  fresh.open("/sign-in");
  show(fresh, authenticator, "/sign-in");
  EXPECT_EQ(fresh.status(), 401);
}

TEST_F(PasskeyPages, ItIsTheSecondStepThatAnOrganizationAsksFor) {
  const auto session = house.world.sign_in("nurse").session;
  ASSERT_TRUE(house.world.database->write([&](storage::Writer& w) {
    return access::demand_second_factor(w, house.world.clock.now(), session->organization, house.world.clock.now(), {});
  }));
  TestBrowser nurse = house.browser();
  type_passphrase(nurse, "nurse");
  EXPECT_THAT(nurse.path(), HasSubstr("/account/second-step"));
  nurse.follow("Use a passkey instead");
  add(nurse, authenticator);
  nurse.open("/today");
  EXPECT_EQ(nurse.path(), "/today") << "the session is whole";
  nurse.open("/account/passkeys");
  nurse.follow("Change");
  nurse.press("Remove this passkey");
  EXPECT_EQ(nurse.status(), 409);
  EXPECT_TRUE(nurse.shows("This one cannot be removed now"));
}

TEST_F(PasskeyPages, TheSameOneIsNotAddedTwice) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  const auto asked = options(nurse, "/account/passkeys/options");
  ASSERT_EQ(asked.at("known").as_array().size(), 1U);
  EXPECT_EQ(bytes_in(asked.at("known").as_array().front().at("id")), authenticator.id());
  add(nurse, authenticator);
  EXPECT_EQ(nurse.status(), 422);
  EXPECT_TRUE(nurse.shows("This passkey is here already"));
}

TEST_F(PasskeyPages, WhoIsNotSignedInIsToldOfNobodysPasskeys) {
  TestBrowser nurse = house.signed_in("nurse");
  add(nurse, authenticator);
  TestBrowser stranger = house.browser();
  stranger.open("/sign-in");
  EXPECT_TRUE(options(stranger, "/sign-in/passkey/options").at("known").as_array().empty());
  for (const auto* const path :
       {"/sign-in/second-step/passkey/options", "/confirm/passkey/options", "/account/passkeys/options"})
    EXPECT_TRUE(options(stranger, path).empty()) << path;
}

}  // namespace
}  // namespace nwd::front
