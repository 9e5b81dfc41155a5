// Signing in with an organization's provider, on the database: whose account is whose, what an organization asks of its
// provider's word, and what the log tells.
#include "oidc/sign_in.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "access/proof.h"
#include "access/testing.h"
#include "audit/testing.h"
#include "http/url.h"
#include "oidc/testing.h"
#include "passkey/passkeys.h"
#include "passkey/testing.h"

namespace nwd::oidc::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::oidc {
namespace {

using access::Stage;

class OidcSignIn : public testing::Test {
 protected:
  OidcSignIn() : world_({migrations::files()}) {
    organization_ = world_.found("Shelter", "MN-500", "ana", {access::Role::caseworker, access::Role::administrator});
    world_.add_member(organization_, "ben", {access::Role::caseworker});
    elsewhere_ = world_.found("Hospital", "MN-500", "eve", {access::Role::administrator});
    ana_ = world_.sign_in("ana").session;
    provider_ = set({soft_.issuer, soft_.client});
  }

  Provider set(const NewProvider& wanted) {
    return world_.database
        ->write([&](storage::Writer& writer) {
          return set_provider(writer, world_.random, *world_.derivations.keyring(), now(), *ana_, wanted);
        })
        .value();
  }
  Instant now() const { return world_.clock.now(); }
  Occasion here(std::string_view visit = "visit") {
    return {desk_, *world_.database, *world_.derivations.keyring(),       world_.random, now(),
            visit, "192.0.2.1",      "https://notes.example/sign-in/back"};
  }
  static Answer answer_of(const std::string& query) {
    Answer answer;
    const auto pairs = http::decode_pairs(query, 5).value();
    for (const auto& [name, value] : pairs) {
      if (name == "state") answer.state = value;
      if (name == "code") answer.code = value;
      if (name == "iss") answer.issuer = value;
    }
    return answer;
  }
  Answer at_the_provider(const std::string& subject, Purpose purpose = Purpose::sign_in) {
    const auto url = way_there(here(), provider_, purpose);
    return url ? answer_of(soft_.sign_in(*url, subject)) : Answer();
  }
  Word word_about(const std::string& subject) { return come_back(here(), at_the_provider(subject)).value().word; }
  Result<access::SignedIn> sign_in(const Word& word, std::string_view name,
                                   std::string_view passphrase = access::test_passphrase) {
    return access::sign_in_through(*world_.database, world_.derivations, now(), through(*world_.database, now(), word),
                                   name, passphrase, "192.0.2.1");
  }
  Result<access::SignedIn> sign_in_here(std::string_view name) {
    return access::sign_in(*world_.database, world_.derivations, now(), name, access::test_passphrase);
  }
  void ask(const access::ProviderRule& rule) {
    ASSERT_TRUE(world_.database->write([&](storage::Writer& writer) {
      return access::set_provider_rule(writer, now(), organization_, rule, ana_->member);
    }));
  }
  std::optional<Link> link_of(access::MemberId member) {
    return world_.database->read([&](storage::Reader& reader) { return oidc::link_of(reader, member); }).value();
  }
  bool log_has(std::string_view deed) {
    const auto all = audit::open_entries(*world_.database);
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.deed == deed; });
  }
  std::string last_deed() { return audit::open_entries(*world_.database).back().deed; }

  access::TestWorld world_;
  access::OrganizationId organization_, elsewhere_;
  access::SessionPtr ana_;
  SoftProvider soft_{world_.clock};
  Desk desk_{soft_.fetch()};
  Provider provider_;
};

TEST_F(OidcSignIn, WhoShowsBothTheFirstTimeIsLinked) {
  const auto word = word_about("248289761001");
  const auto who = sign_in(word, "ana");
  ASSERT_TRUE(who) << who.error().detail;
  EXPECT_EQ(who->member.id, ana_->member);
  EXPECT_EQ(who->keys.newest(), ana_->keys.newest()) << "the key is unlocked by the passphrase, as always";
  EXPECT_TRUE(link_of(ana_->member));
  EXPECT_TRUE(log_has("provider.link"));
  EXPECT_EQ(last_deed(), "session.begin");
  EXPECT_TRUE(sign_in(word_about("248289761001"), "ana"));
}

TEST_F(OidcSignIn, WithoutThePassphraseTheWordOpensNothing) {
  const auto who = sign_in(word_about("ana"), "ana", "a passphrase that is not it");
  EXPECT_EQ(who.error().code, Code::unauthenticated);
  EXPECT_FALSE(link_of(ana_->member)) << "a link is made by whoever shows both";
}

TEST_F(OidcSignIn, AnothersWordIsWorthNothingAndSoundsTheSame) {
  ASSERT_TRUE(sign_in(word_about("ana at home"), "ana"));
  const auto wrong = sign_in_here("nobody").error();
  const auto others_account = sign_in(word_about("ana at home"), "ben").error();
  const auto another_account = sign_in(word_about("somebody"), "ana").error();
  const auto unknown = sign_in(word_about("somebody"), "nobody").error();
  for (const auto& error : {others_account, another_account, unknown}) {
    EXPECT_EQ(error.code, Code::unauthenticated);
    EXPECT_EQ(error.message, wrong.message);
  }
  EXPECT_EQ(last_deed(), "session.deny");
  EXPECT_EQ(sign_in(word_about("somebody"), "eve").error().code, Code::unauthenticated) << "of another organization";
}

TEST_F(OidcSignIn, WhoIsDemandedToComeThroughItDoesNotGetInOtherwise) {
  ask({.demanded = true});
  const auto here_only = sign_in_here("ana");
  EXPECT_EQ(here_only.error().code, Code::forbidden);
  EXPECT_EQ(here_only.error().detail, access::provider_demanded);
  EXPECT_EQ(last_deed(), "session.first_step");
  EXPECT_TRUE(sign_in(word_about("ana"), "ana"));
  EXPECT_TRUE(access::sign_in_through(*world_.database, world_.derivations, now(), {access::Door::command_line}, "ana",
                                      access::test_passphrase))
      << "on the server itself, so that a provider that is gone shuts nobody out for good";
  EXPECT_TRUE(sign_in_here("eve")) << "another organization's";
  ask({});
  EXPECT_TRUE(sign_in_here("ana"));
}

TEST_F(OidcSignIn, ADemandHoldsForPasskeysAndPaperCodesToo) {
  const passkey::RelyingParty party{"notes.example", "https://notes.example"};
  passkey::Challenges challenges;
  const passkey::Occasion at{*world_.database, challenges, party, now(), "visit", "192.0.2.1"};
  passkey::SoftAuthenticator telephone;
  const auto challenge = [&](passkey::Purpose purpose) {
    return challenges.issue(world_.random, now(), purpose, "visit");
  };
  ASSERT_TRUE(
      passkey::add(at, world_.random, *ana_, "Telephone",
                   telephone.make(party, challenge(passkey::Purpose::add), passkey::user_handle(ana_->member))));
  ask({.demanded = true});
  const auto alone =
      passkey::sign_in(at, world_.derivations, telephone.show(party, challenge(passkey::Purpose::sign_in)));
  EXPECT_EQ(alone.error().detail, access::provider_demanded);
  const auto word = word_about("ana");
  const auto both =
      passkey::sign_in(at, world_.derivations, telephone.show(party, challenge(passkey::Purpose::sign_in)),
                       through(*world_.database, now(), word));
  ASSERT_TRUE(both) << both.error().detail;
  EXPECT_EQ(both->stage, Stage::whole);
  const auto others = word_about("ben");
  EXPECT_EQ(passkey::sign_in(at, world_.derivations, telephone.show(party, challenge(passkey::Purpose::sign_in)),
                             through(*world_.database, now(), others))
                .error()
                .code,
            Code::unauthenticated);
}

TEST_F(OidcSignIn, ItsWordIsTheSecondFactorWhereTheOrganizationSaysSo) {
  ASSERT_TRUE(world_.database->write([&](storage::Writer& writer) {
    return access::demand_second_factor(writer, now(), organization_, now(), ana_->member);
  }));
  EXPECT_EQ(sign_in_here("ana")->stage, Stage::must_enrol);
  EXPECT_EQ(sign_in(word_about("ana"), "ana")->stage, Stage::must_enrol) << "it does not say so yet";
  ask({.demanded = false, .second_factor = true});
  EXPECT_EQ(sign_in(word_about("ana"), "ana")->stage, Stage::whole);
  EXPECT_EQ(sign_in_here("ana")->stage, Stage::must_enrol) << "without its word, as before";
}

TEST_F(OidcSignIn, AnAnswerCountsOnceInItsBrowserAndOfItsIssuer) {
  const auto answer = at_the_provider("ana");
  EXPECT_EQ(come_back(here("another"), answer).error().code, Code::gone);
  Answer mixed_up = answer;
  mixed_up.issuer = "https://another.example";
  EXPECT_EQ(come_back(here(), mixed_up).error().code, Code::unauthenticated);
  EXPECT_EQ(come_back(here(), answer).error().code, Code::gone) << "the state was spent";
  Answer nameless = at_the_provider("ana");
  nameless.issuer.clear();
  EXPECT_EQ(come_back(here(), nameless).error().code, Code::unauthenticated) << "it says that its answers carry it";
  const auto right = at_the_provider("ana");
  EXPECT_TRUE(come_back(here(), right));
  EXPECT_EQ(come_back(here(), right).error().code, Code::gone);
}

TEST_F(OidcSignIn, AnotherVisitsCodeIsWorthNothing) {
  const auto victims = at_the_provider("ana");
  auto mine = at_the_provider("ben");
  mine.code = victims.code;  // injected: PKCE's verifier and the nonce are of another visit
  EXPECT_EQ(come_back(here(), mine).error().code, Code::unauthenticated);
}

TEST_F(OidcSignIn, TriesAreCountedAndTellNothing) {
  soft_.claims = {{"nonce", "forged"}};
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(come_back(here(), at_the_provider("ana")).error().code, Code::unauthenticated) << i;
  soft_.claims = {};
  EXPECT_EQ(come_back(here(), at_the_provider("ana")).error().code, Code::rate_limited);
  EXPECT_EQ(last_deed(), "session.deny");
}

TEST_F(OidcSignIn, OneThatIsDownCostsNoTry) {
  const auto answer = at_the_provider("ana");
  soft_.down = true;
  EXPECT_EQ(come_back(here(), answer).error().code, Code::unavailable);
  for (int i = 0; i < 20; ++i) {
    world_.clock.at = world_.clock.at + let_alone_ms;
    soft_.down = false;
    const auto one = at_the_provider("ana");
    soft_.down = true;
    EXPECT_EQ(come_back(here(), one).error().code, Code::unavailable) << i;
  }
}

TEST_F(OidcSignIn, OnlyADigestOfTheAccountIsKept) {
  const std::string subject = "ana.r@login.example";
  const auto word = word_about(subject);
  EXPECT_EQ(word.subject.size(), 32);
  EXPECT_EQ(text_of(word.subject).find("ana"), std::string_view::npos);
  const auto of_another_keyring = hash_subject(vault::Keyring(), provider_, subject);
  EXPECT_NE(*of_another_keyring, word.subject) << "the main database alone tells nobody whose account is whose";
  EXPECT_EQ(word_about(subject).subject, word.subject);
}

TEST_F(OidcSignIn, AnAccountIsLinkedAndUnlinkedByWhoeverIsSignedIn) {
  const auto came = come_back(here(), at_the_provider("ana", Purpose::link));
  ASSERT_TRUE(came);
  EXPECT_EQ(came->purpose, Purpose::link);
  const auto make = [&](const Subject& subject, std::string_view name) {
    return world_.database->write([&](storage::Writer& writer) -> Result<void> {
      NWD_TRY(const auto member, access::member_named(writer, name));
      return oidc::link(writer, now(), provider_, subject, *member);
    });
  };
  EXPECT_TRUE(make(came->word.subject, "ana"));
  EXPECT_EQ(make(came->word.subject, "ben").error().code, Code::conflict);
  EXPECT_EQ(make(Subject(32, 7), "ana").error().code, Code::conflict);
  EXPECT_EQ(make(Subject(32, 7), "eve").error().code, Code::conflict) << "of another organization";
  EXPECT_TRUE(world_.database->write([&](storage::Writer& writer) { return unlink(writer, now(), *ana_); }));
  EXPECT_EQ(last_deed(), "provider.unlink");
  EXPECT_FALSE(link_of(ana_->member));
  EXPECT_TRUE(make(Subject(32, 7), "ana"));
}

TEST_F(OidcSignIn, AnotherProviderBeginsAnewAndNoneLiftsItsRule) {
  ASSERT_TRUE(sign_in(word_about("ana"), "ana"));
  EXPECT_EQ(set({soft_.issuer, soft_.client}).id, provider_.id) << "the same keeps its links";
  const auto old_word = word_about("ana");
  const auto other = set({"https://other.example", soft_.client});
  EXPECT_NE(other.id, provider_.id);
  EXPECT_FALSE(link_of(ana_->member));
  EXPECT_EQ(sign_in(old_word, "ana").error().code, Code::unauthenticated) << "said by a provider that is no more";
  ask({.demanded = true});
  ASSERT_TRUE(world_.database->write(
      [&](storage::Writer& writer) { return remove_provider(writer, now(), organization_, ana_->member); }));
  EXPECT_TRUE(sign_in_here("ana")) << "nothing is demanded of a provider that is not there";
}

TEST_F(OidcSignIn, WhatIsNoProviderIsNotSet) {
  const NewProvider wrongs[] = {{"http://login.example", "notes"},    {"https://login.example?a=b", "notes"},
                                {"https://login.example#a", "notes"}, {"https://me@login.example", "notes"},
                                {"https://login.example", ""},        {"https://login.example", std::string(256, 'a')},
                                {"https://login.example", "a\nb"}};
  for (const auto& wrong : wrongs) {
    const auto answer = world_.database->write([&](storage::Writer& writer) {
      return set_provider(writer, world_.random, *world_.derivations.keyring(), now(), *ana_, wrong);
    });
    EXPECT_EQ(answer.error().code, Code::invalid) << wrong.issuer << ' ' << wrong.client;
  }
}

TEST(OidcWords, AreForOneBrowserAndTenMinutes) {
  Words words;
  const Instant start{1'795'500'000'000};
  EXPECT_TRUE(words.keep("visit", {{}, {}, start + word_ms}, start));
  EXPECT_TRUE(words.of("visit", start + word_ms + -1));
  EXPECT_FALSE(words.of("another", start));
  EXPECT_FALSE(words.of("visit", start + word_ms));
  EXPECT_TRUE(words.keep("visit", {{}, {}, start + word_ms}, start));
  words.forget("visit");
  EXPECT_FALSE(words.of("visit", start));
  for (std::size_t i = 0; i < most_words; ++i)
    ASSERT_TRUE(words.keep("visit " + std::to_string(i), {{}, {}, start + word_ms}, start));
  EXPECT_EQ(words.keep("one more", {{}, {}, start}, start).error().code, Code::busy);
  EXPECT_TRUE(words.keep("later", {{}, {}, start + 2 * word_ms}, start + word_ms));
}

}  // namespace
}  // namespace nwd::oidc
