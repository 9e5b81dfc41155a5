#include "passkey/passkeys.h"

#include <gmock/gmock.h>

#include "access/proof.h"
#include "access/testing.h"
#include "audit/testing.h"
#include "passkey/testing.h"

namespace nwd::passkey {
namespace {

using access::Stage;

const RelyingParty party{"notes.example", "https://notes.example"};

class PasskeysTest : public testing::Test {
 protected:
  PasskeysTest() {
    organization_ = world_.found("Shelter", "MN-500", "ana", {access::Role::caseworker});
    ana_ = world_.sign_in("ana").session;
  }

  Occasion here(std::string_view peer = "192.0.2.1") {
    return {*world_.database, challenges_, party, world_.clock.now(), "visit", peer};
  }
  Bytes challenge(Purpose purpose) { return challenges_.issue(world_.random, world_.clock.now(), purpose, "visit"); }

  Result<access::CredentialId> add(SoftAuthenticator& authenticator, const access::SessionPtr& session) {
    const auto answer = authenticator.make(party, challenge(Purpose::add), user_handle(session->member));
    return passkey::add(here(), world_.random, *session, "Telephone", answer);
  }
  Result<access::SignedIn> sign_in(SoftAuthenticator& authenticator) {
    return passkey::sign_in(here(), world_.derivations, authenticator.show(party, challenge(Purpose::sign_in)));
  }
  Stage stage_after_passphrase() {
    return access::sign_in(*world_.database, world_.derivations, world_.clock.now(), "ana", access::test_passphrase)
        ->stage;
  }
  std::string last_deed() { return audit::open_entries(*world_.database).back().deed; }

  access::TestWorld world_;
  access::OrganizationId organization_;
  access::SessionPtr ana_;
  Challenges challenges_;
};

TEST_F(PasskeysTest, OneThatGivesASecretSignsInByItself) {
  SoftAuthenticator telephone;
  ASSERT_TRUE(add(telephone, ana_));
  const auto who = sign_in(telephone);
  ASSERT_TRUE(who) << who.error().detail;
  EXPECT_EQ(who->member.id, ana_->member);
  EXPECT_EQ(who->stage, Stage::whole) << "it is both factors";
  EXPECT_EQ(who->member_key.public_key(), ana_->member_key.public_key());
  EXPECT_EQ(who->keys.newest(), ana_->keys.newest());
  EXPECT_EQ(last_deed(), "session.begin");
}

TEST_F(PasskeysTest, TheSecretIsWhatUnlocks) {
  SoftAuthenticator telephone;
  ASSERT_TRUE(add(telephone, ana_));
  auto answer = telephone.show(party, challenge(Purpose::sign_in));
  answer.secret.writable()[0] ^= 1U;
  EXPECT_EQ(passkey::sign_in(here(), world_.derivations, answer).error().code, Code::unauthenticated);
  EXPECT_EQ(last_deed(), "session.deny");
}

TEST_F(PasskeysTest, OneThatGivesNoneIsASecondStep) {
  SoftAuthenticator stick;
  stick.gives_secret = false;
  ASSERT_TRUE(add(stick, ana_));
  EXPECT_EQ(sign_in(stick).error().code, Code::forbidden);
  ASSERT_EQ(stage_after_passphrase(), Stage::second_step);
  EXPECT_TRUE(show_second(here(), *ana_, stick.show(party, challenge(Purpose::second_step))));
  EXPECT_EQ(last_deed(), "session.begin");
  EXPECT_TRUE(show_again(here(), *ana_, stick.show(party, challenge(Purpose::confirm))));
  EXPECT_EQ(last_deed(), "session.step_up");
}

TEST_F(PasskeysTest, AnAnswerIsTakenOnceAndForWhatItWasAskedFor) {
  SoftAuthenticator telephone;
  ASSERT_TRUE(add(telephone, ana_));
  const auto answer = telephone.show(party, challenge(Purpose::sign_in));
  EXPECT_EQ(show_again(here(), *ana_, answer).error().code, Code::gone);
  EXPECT_EQ(show_second(here(), *ana_, answer).error().code, Code::gone);
  EXPECT_TRUE(passkey::sign_in(here(), world_.derivations, answer));
  EXPECT_EQ(passkey::sign_in(here(), world_.derivations, answer).error().code, Code::gone);
}

TEST_F(PasskeysTest, OfAnotherMemberItIsNothing) {
  world_.add_member(organization_, "ben", {access::Role::caseworker});
  const auto ben = world_.sign_in("ben").session;
  SoftAuthenticator of_ben;
  ASSERT_TRUE(add(of_ben, ben));
  EXPECT_EQ(show_second(here(), *ana_, of_ben.show(party, challenge(Purpose::second_step))).error().code,
            Code::unauthenticated);
  EXPECT_EQ(show_again(here(), *ana_, of_ben.show(party, challenge(Purpose::confirm))).error().code,
            Code::unauthenticated);
  auto answer = of_ben.show(party, challenge(Purpose::sign_in));
  answer.user_handle = user_handle(ana_->member);
  EXPECT_EQ(passkey::sign_in(here(), world_.derivations, answer).error().code, Code::unauthenticated);
  answer = of_ben.show(party, challenge(Purpose::sign_in));
  answer.user_handle.clear();
  EXPECT_EQ(passkey::sign_in(here(), world_.derivations, answer).error().code, Code::unauthenticated);
  EXPECT_EQ(add(of_ben, ana_).error().code, Code::conflict) << "an authenticator's id belongs to one member";
}

TEST_F(PasskeysTest, AnUnknownOneAndAWrongOneAreToldApartByNobody) {
  SoftAuthenticator stranger;
  const auto unknown = sign_in(stranger).error();
  SoftAuthenticator telephone;
  ASSERT_TRUE(add(telephone, ana_));
  auto answer = telephone.show(party, challenge(Purpose::sign_in));
  answer.signature.back() ^= 1U;
  const auto wrong = passkey::sign_in(here(), world_.derivations, answer).error();
  answer.client_data = {'{'};
  const auto malformed = passkey::sign_in(here(), world_.derivations, answer).error();
  EXPECT_EQ(unknown.code, Code::unauthenticated);
  EXPECT_EQ(wrong.code, unknown.code);
  EXPECT_EQ(wrong.message, unknown.message);
  EXPECT_EQ(malformed.message, unknown.message);
}

TEST_F(PasskeysTest, WhoeverHasACopyIsNoticedByTheCounter) {
  SoftAuthenticator original;
  original.counter = 10;
  ASSERT_TRUE(add(original, ana_));
  SoftAuthenticator copy = original;
  ASSERT_TRUE(sign_in(original));
  EXPECT_EQ(sign_in(copy).error().code, Code::unauthenticated) << "it counts what was counted already";
  ASSERT_TRUE(sign_in(original));
  original.counter = 0;
  EXPECT_EQ(sign_in(original).error().code, Code::unauthenticated) << "it counted before";
}

TEST_F(PasskeysTest, AUserIsVerifiedAlways) {
  SoftAuthenticator telephone;
  telephone.verified = false;
  EXPECT_EQ(add(telephone, ana_).error().code, Code::unauthenticated);
  telephone.verified = true;
  ASSERT_TRUE(add(telephone, ana_));
  telephone.verified = false;
  EXPECT_EQ(sign_in(telephone).error().code, Code::unauthenticated);
  EXPECT_EQ(show_again(here(), *ana_, telephone.show(party, challenge(Purpose::confirm))).error().code,
            Code::unauthenticated);
}

TEST_F(PasskeysTest, WhetherItMayBeCopiedIsKeptAndStaysSo) {
  SoftAuthenticator telephone;
  telephone.may_be_copied = true;
  const auto id = add(telephone, ana_);
  ASSERT_TRUE(id);
  const auto list = world_.database->read(
      [&](storage::Reader& r) { return access::credentials_of(r, ana_->member, access::Kind::passkey); });
  ASSERT_EQ(list->size(), 1U);
  EXPECT_TRUE(may_be_copied(list->front()));
  telephone.may_be_copied = false;
  EXPECT_EQ(sign_in(telephone).error().code, Code::unauthenticated);
}

TEST_F(PasskeysTest, GuessingIsCountedAndLocksNobodyElseOut) {
  SoftAuthenticator telephone;
  ASSERT_TRUE(add(telephone, ana_));
  for (int i = 0; i < 8; ++i) {
    auto answer = telephone.show(party, challenge(Purpose::sign_in));
    answer.signature.back() ^= 1U;
    ASSERT_EQ(passkey::sign_in(here("198.51.100.7"), world_.derivations, answer).error().code, Code::unauthenticated);
  }
  EXPECT_EQ(
      passkey::sign_in(here("198.51.100.7"), world_.derivations, telephone.show(party, challenge(Purpose::sign_in)))
          .error()
          .code,
      Code::rate_limited);
  EXPECT_TRUE(sign_in(telephone)) << "from where nobody guessed";
}

TEST_F(PasskeysTest, OneThatWasRemovedOrWhoseMemberLeftOpensNothing) {
  world_.add_member(organization_, "ben", {access::Role::caseworker});
  const auto ben = world_.sign_in("ben").session;
  SoftAuthenticator telephone;
  SoftAuthenticator of_ben;
  const auto id = add(telephone, ana_);
  ASSERT_TRUE(id);
  ASSERT_TRUE(add(of_ben, ben));
  ASSERT_TRUE(world_.database->write(
      [&](storage::Writer& w) { return access::remove_credential(w, world_.clock.now(), *ana_, *id); }));
  ASSERT_TRUE(access::deactivate_member(*world_.database, ben->member, world_.clock.now()));
  EXPECT_EQ(sign_in(telephone).error().code, Code::unauthenticated);
  EXPECT_EQ(sign_in(of_ben).error().code, Code::unauthenticated);
}

TEST(RelyingPartyTest, IsWhatTheInstallationIsCalled) {
  const auto told = relying_party("https://Notes.example:8443", "anything", true);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->id, "notes.example");
  EXPECT_EQ(told->origin, "https://notes.example:8443");
  EXPECT_EQ(relying_party("https://notes.example:443", "", true)->origin, "https://notes.example");
  const auto local = relying_party("", "localhost:8080", false);
  ASSERT_TRUE(local);
  EXPECT_EQ(local->id, "localhost");
  EXPECT_EQ(local->origin, "http://localhost:8080");
  EXPECT_EQ(relying_party("", "localhost", true)->origin, "https://localhost");
  EXPECT_FALSE(relying_party("", "notes.example", true)) << "whoever asks does not say what we are called";
  EXPECT_FALSE(relying_party("", "127.0.0.1:8080", false));
  EXPECT_FALSE(relying_party("https://192.0.2.1", "", true));
  EXPECT_FALSE(relying_party("https://[fe80::1]", "", true));
  EXPECT_FALSE(relying_party("http://notes.example", "", false));
  EXPECT_FALSE(relying_party("", "", false));
}

}  // namespace
}  // namespace nwd::passkey
