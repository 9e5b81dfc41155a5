// An organization's own sign-in page, as a worker and an administrator meet it: with a provider made of software and a
// browser without scripts.
#include <gmock/gmock.h>

#include <optional>

#include "access/credential.h"
#include "front/test_house.h"

namespace nwd::front {
namespace {

using access::Role;
using access::test_passphrase;
using testing::HasSubstr;
using testing::StartsWith;

class ProviderPages : public testing::Test {
 protected:
  ProviderPages() {
    shelter = house.world.found("Quay", "MN-500", "ana", {Role::caseworker, Role::administrator});
    house.world.add_member(shelter, "ben", {Role::caseworker});
    admin.emplace(house.signed_in("ana"));
  }

  void save(const std::vector<std::string>& rules = {}) {
    admin->open("/organization/provider");
    admin->fill("issuer", house.provider.issuer);
    admin->fill("client", house.provider.client);
    for (const auto& one : rules) admin->tick("rule", one);
    admin->press("Save");
    EXPECT_EQ(admin->path(), "/organization/provider?done=1");
  }
  std::string begin_at() {
    return "/sign-in/through/" +
           house.world.database->read([&](storage::Reader& reader) { return oidc::provider_of(reader, shelter); })
               .value()
               ->id.text();
  }
  // Where the button of the page that is open leads.
  static std::string outward(const TestBrowser& browser) {
    constexpr std::string_view start = "https://login.example";
    const auto at = browser.body().find(start);
    if (at == std::string::npos) return {};
    std::string url = browser.body().substr(at, browser.body().find('"', at) - at);
    for (auto amp = url.find("&amp;"); amp != std::string::npos; amp = url.find("&amp;")) url.erase(amp + 1, 4);
    return url;
  }
  void come_back(TestBrowser& browser, const std::string& subject) {
    const auto query = house.provider.sign_in(outward(browser), subject);
    TestBrowser from_elsewhere = house.browser();  // SameSite: no cookie comes along
    from_elsewhere.open("/sign-in/back?" + query);
    EXPECT_EQ(from_elsewhere.status(), 200);
    EXPECT_THAT(from_elsewhere.header("refresh"), StartsWith("0; url=/sign-in/back/here?"));
    EXPECT_TRUE(from_elsewhere.cookies().empty()) << "it must not put another visit in place of the one that began";
    browser.open(from_elsewhere.header("refresh").substr(std::string_view("0; url=").size()));
  }
  static void unlock(TestBrowser& browser, const std::string& name = "") {
    if (!name.empty()) browser.fill("sign_in", name);
    browser.fill("passphrase", std::string(test_passphrase));
    browser.press("Sign in");
  }

  TestHouse house;
  access::OrganizationId shelter;
  std::optional<TestBrowser> admin;
};

TEST_F(ProviderPages, LeadThereAndBackAndAskForTheKeyHere) {
  save();
  TestBrowser ben = house.browser();
  ben.open(begin_at());
  ASSERT_EQ(ben.status(), 200);
  const auto url = outward(ben);
  for (const auto* const part : {"response_type=code", "client_id=notes", "scope=openid&", "code_challenge_method=S256",
                                 "redirect_uri=https%3A%2F%2Fnotes.example%2Fsign-in%2Fback"})
    EXPECT_THAT(url, HasSubstr(part));
  come_back(ben, "ben's account");
  EXPECT_EQ(ben.path(), "/sign-in/own-key");
  EXPECT_TRUE(ben.shows("Your sign-in name")) << "the first time";
  unlock(ben, "ben");
  EXPECT_EQ(ben.path(), "/today");
  EXPECT_EQ(ben.status(), 200);

  TestBrowser again = house.browser();
  again.open(begin_at());
  come_back(again, "ben's account");
  EXPECT_FALSE(again.shows("Your sign-in name")) << "whose account it is, is known now";
  unlock(again);
  EXPECT_EQ(again.path(), "/today");
  EXPECT_TRUE(again.trouble.empty());
}

TEST_F(ProviderPages, AnAnswerThatComesTwiceOrToAnotherBrowserIsTurnedAwayCalmly) {
  save();
  TestBrowser ben = house.browser();
  ben.open(begin_at());
  const auto query = house.provider.sign_in(outward(ben), "ben's account");
  TestBrowser other = house.browser();
  other.open("/sign-in");
  other.open("/sign-in/back/here?" + query);
  EXPECT_EQ(other.status(), 401);
  EXPECT_TRUE(other.shows("Please begin again"));
  ben.open("/sign-in/back/here?" + query);
  EXPECT_EQ(ben.path(), "/sign-in/own-key");
  ben.open("/sign-in/back/here?" + query);
  EXPECT_EQ(ben.status(), 401);
  ben.open("/sign-in/back/here?state=nonsense&code=x&error=%3Cscript%3E");
  EXPECT_EQ(ben.status(), 401);
  other.open("/sign-in/own-key");
  EXPECT_EQ(other.status(), 401);
  other.open("/sign-in/through/00000000-0000-4000-8000-000000000000");
  EXPECT_EQ(other.status(), 404);
}

TEST_F(ProviderPages, AWrongPassphraseAndAnothersAccountSoundTheSame) {
  save();
  TestBrowser ben = house.browser();
  ben.open(begin_at());
  come_back(ben, "ben's account");
  unlock(ben, "ben");
  const auto told = [&](const std::string& name, const std::string& passphrase) {
    TestBrowser browser = house.browser();
    browser.open(begin_at());
    come_back(browser, "somebody");
    browser.fill("sign_in", name);
    browser.fill("passphrase", passphrase);
    browser.press("Sign in");
    EXPECT_EQ(browser.status(), 401);
    return browser.shows("The name or the passphrase is not right.");
  };
  EXPECT_TRUE(told("ben", std::string(test_passphrase))) << "ben has another account";
  EXPECT_TRUE(told("ben", "not the passphrase of ben"));
  EXPECT_TRUE(told("nobody", "not the passphrase of ben"));
  EXPECT_TRUE(told("nurse", std::string(test_passphrase))) << "of another organization";
}

TEST_F(ProviderPages, WhoMustComeFromThereIsLedThere) {
  save({"demanded"});
  TestBrowser ben = house.browser();
  ben.open("/sign-in");
  unlock(ben, "ben");
  EXPECT_EQ(ben.path(), begin_at()) << "only whoever has the passphrase learns where";
  EXPECT_FALSE(ben.shows("Sign in here with name and passphrase"));
  come_back(ben, "ben's account");
  unlock(ben, "ben");
  EXPECT_EQ(ben.path(), "/today");
  TestBrowser stranger = house.browser();
  stranger.open("/sign-in");
  stranger.fill("sign_in", "ben");
  stranger.fill("passphrase", "not the passphrase of ben");
  stranger.press("Sign in");
  EXPECT_TRUE(stranger.shows("The name or the passphrase is not right."));
}

TEST_F(ProviderPages, OneThatIsDownIsToldCalmlyWithWhatToDo) {
  save({"demanded"});
  house.pass(2 * hour_ms);
  house.provider.down = true;
  TestBrowser ben = house.browser();
  ben.open(begin_at());
  EXPECT_EQ(ben.status(), 503);
  EXPECT_TRUE(ben.shows("It is not your fault, and nothing is lost."));
  EXPECT_TRUE(ben.shows("use the telephone"));
}

TEST_F(ProviderPages, OnesOwnAccountIsLinkedWhileSignedIn) {
  save();
  TestBrowser ben = house.signed_in("ben");
  ben.open("/account");
  EXPECT_TRUE(ben.shows("Your organization’s sign-in page"));
  ben.open("/account/provider");
  EXPECT_TRUE(ben.shows("https://notes.example" + begin_at()));
  ben.press("Link my account");
  come_back(ben, "ben's account");
  EXPECT_EQ(ben.path(), "/account?done=provider");
  ben.open("/account/provider");
  EXPECT_TRUE(ben.shows("has been linked since"));

  TestBrowser ana = *admin;
  ana.open("/account/provider");
  ana.press("Link my account");
  come_back(ana, "ben's account");
  EXPECT_EQ(ana.status(), 409);
  EXPECT_TRUE(ana.shows("belongs to somebody else"));

  ben.open("/account/provider");
  ben.press("Unlink my account");
  EXPECT_EQ(ben.path(), "/account?done=provider-removed");
}

TEST_F(ProviderPages, ASilentAddressIsNotSaved) {
  admin->open("/organization/provider");
  admin->fill("issuer", "https://login.example/students");
  admin->fill("client", "notes");
  admin->press("Save");
  EXPECT_EQ(admin->status(), 422);
  EXPECT_TRUE(admin->shows("Nothing answered there as a sign-in should."));
  admin->open("/account/provider");
  EXPECT_EQ(admin->status(), 404);
  TestBrowser ben = house.signed_in("ben");
  ben.open("/organization/provider");
  EXPECT_EQ(ben.status(), 403);
}

TEST_F(ProviderPages, DoingWithoutItLetsPeopleInHere) {
  save({"demanded", "second"});
  admin->open("/organization/provider");
  admin->press("Do without it");
  TestBrowser ben = house.browser();
  ben.open("/sign-in");
  unlock(ben, "ben");
  EXPECT_EQ(ben.path(), "/today");
}

}  // namespace
}  // namespace nwd::front
