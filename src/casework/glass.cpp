#include "casework/glass.h"

#include <array>

#include "access/epochs.h"
#include "audit/audit.h"
#include "casework/blocked.h"
#include "casework/glass_store.h"
#include "vault/keypair.h"

namespace nwd::casework {
namespace {

using access::Deed;
using access::Role;

constexpr std::array<std::string_view, 3> reason_words = {"medical", "danger", "missing"};
constexpr std::size_t most_bytes = longest_glass_words * 4;

Failure over() { return fail(Code::gone, "This request has ended. Ask anew if it is still needed."); }

Result<void> log(storage::Writer& writer, const Asking& asking, std::string_view deed, CaseId id) {
  NWD_CHECK(audit::append(
      writer, {asking.now, asking.session.member, asking.session.organization, deed, "case", id, "emergency"}));
  return {};
}

// Words may tell of the person: they are sealed to the organization, bound to their row and column.
struct Columns {
  std::string_view key;
  std::string_view words;
};
constexpr Columns asked_columns{"words_key", "words"};
constexpr Columns review_columns{"review_key", "review"};

Result<std::optional<store::SealedWords>> seal_words(const access::Session& session, GlassId id, const Columns& columns,
                                                     std::string_view words) {
  if (words.empty()) return std::nullopt;
  if (words.size() > most_bytes) return fail(Code::invalid, "Write up to 500 characters.");
  const auto key = vault::new_key();
  store::SealedWords sealed;
  NWD_TRY(sealed.key, session.keys.wrap(session.keys.newest(), {"glass", id, columns.key, 1}, key));
  NWD_TRY(sealed.words, vault::seal(key, {"glass", id, columns.words, 1}, bytes_of(words)));
  return std::optional(std::move(sealed));
}

Result<std::string> open_words(storage::Reader& reader, const access::Session& session, GlassId id) {
  NWD_TRY(const auto sealed, store::find_glass_words(reader, id));
  if (!sealed) return std::string();
  NWD_TRY(const auto key, session.keys.unwrap({"glass", id, asked_columns.key, 1}, sealed->key));
  NWD_TRY(const auto plain, vault::open(key, {"glass", id, asked_columns.words, 1}, sealed->words));
  return std::string(text_of(plain.view()));
}

Result<void> open_now(storage::Writer& writer, const Asking& asking, const Glass& glass) {
  NWD_CHECK(store::open_glass(writer, glass.id, asking.session.member, asking.now, asking.now + glass_ms));
  NWD_CHECK(raise_alert(writer, asking.now, glass.case_id, glass.asked_by, AlertKind::glass_open));
  return log(writer, asking, "glass.open", glass.case_id);
}

// A glass, and what it is to the session: that of its record, and whether it had a part in it.
struct Standing {
  std::optional<Glass> glass;
  access::Relation relation;
  std::optional<CaseId> blocked_in;
};

Result<Standing> standing_of(storage::Reader& reader, const Asking& asking, GlassId id) {
  Standing standing;
  NWD_TRY(standing.glass, store::find_glass(reader, id));
  const auto case_id = standing.glass ? standing.glass->case_id : CaseId{};
  NWD_TRY(const auto of_case, standing_of(reader, asking, case_id));
  if (!standing.glass || !of_case) return standing;
  const auto me = asking.session.member;
  standing.relation = of_case->relation;
  standing.relation.own_half = standing.glass->asked_by == me || standing.glass->opened_by == me;
  standing.blocked_in = of_case->blocked_in;
  return standing;
}

Result<Glass> may(const Asking& asking, Deed deed, const Standing& standing) {
  NWD_CHECK(decide(asking.session, deed, standing.relation, standing.blocked_in));
  if (!standing.glass) return fail(Code::not_found, "There is no such request, or it is not yours to see.");
  return *standing.glass;
}

Result<Glass> as_stored(storage::Reader& reader, GlassId id) {
  NWD_TRY(auto found, store::find_glass(reader, id));
  if (!found) return fail(Code::internal, "", "a glass that was just written is not there");
  return *std::move(found);
}

}  // namespace

std::string_view word(GlassReason reason) { return reason_words.at(static_cast<std::size_t>(reason)); }

std::optional<GlassReason> parse_glass_reason(std::string_view text) {
  for (std::size_t i = 0; i < reason_words.size(); ++i)
    if (reason_words.at(i) == text) return static_cast<GlassReason>(i);
  return std::nullopt;
}

std::string_view word(GlassState state) {
  constexpr std::array<std::string_view, 3> words = {"waiting", "open", "ended"};
  return words.at(static_cast<std::size_t>(state));
}

GlassState state_at(const Glass& glass, Instant now) {
  if (glass.ended || glass.until <= now) return GlassState::ended;
  return glass.opened ? GlassState::open : GlassState::waiting;
}

Result<std::optional<Glass>> own_glass(storage::Reader& reader, const Asking& asking, CaseId id) {
  return store::live_glass(reader, id, asking.session.member, asking.now);
}

Result<Listed<Case>> records_here(storage::Reader& reader, const Asking& asking, Part part) {
  const auto& session = asking.session;
  if (!access::allowed(session.roles, Deed::read_thread, {.own_organization = true})) return Listed<Case>{};
  return store::cases_in_hand(reader, session, part);
}

Result<Glass> ask_glass(storage::Writer& writer, const Asking& asking, Random& random, CaseId id, GlassReason reason,
                        std::string_view words) {
  const bool alone = asking.session.has(Role::supervisor);
  NWD_CHECK(casework::may(writer, asking, alone ? Deed::break_glass : Deed::ask_break_glass, id));
  NWD_TRY(const auto standing, standing_of(writer, asking, id));
  if (access::allowed(asking.session.roles, Deed::read_case, standing->relation))
    return fail(Code::invalid, "You may open this record as it is. Nothing was asked for.");
  NWD_TRY(auto before, own_glass(writer, asking, id));
  if (before) return *std::move(before);

  Glass glass;
  glass.id = GlassId::random(random);
  glass.case_id = id;
  glass.asked_by = asking.session.member;
  glass.reason = reason;
  glass.asked = asking.now;
  glass.until = asking.now + glass_waits_ms;
  NWD_CHECK(access::check_newest(writer, asking.session));
  NWD_TRY(const auto sealed, seal_words(asking.session, glass.id, asked_columns, words));
  NWD_CHECK(store::insert_glass(writer, glass, sealed));
  NWD_CHECK(log(writer, asking, "glass.ask", id));
  if (alone) NWD_CHECK(open_now(writer, asking, glass));
  return as_stored(writer, glass.id);
}

Result<Glass> confirm_glass(storage::Writer& writer, const Asking& asking, GlassId id) {
  NWD_TRY(const auto standing, standing_of(writer, asking, id));
  NWD_TRY(const auto glass, may(asking, Deed::confirm_break_glass, standing));
  if (state_at(glass, asking.now) != GlassState::waiting) return over();
  NWD_CHECK(open_now(writer, asking, glass));
  return as_stored(writer, id);
}

Result<OpenGlass> read_glass(storage::Writer& writer, const Asking& asking, GlassId id) {
  NWD_TRY(const auto standing, standing_of(writer, asking, id));
  auto fresh = standing.relation;
  fresh.stepped_up = true;  // only what is shown; the deed itself asks for it
  const bool confirms = access::allowed(asking.session.roles, Deed::confirm_break_glass, fresh);
  OpenGlass open;
  NWD_TRY(open.glass,
          may(Asking{asking.session, asking.now, true}, confirms ? Deed::confirm_break_glass : Deed::review_break_glass,
              {standing.glass, fresh, standing.blocked_in}));
  open.may_confirm = confirms && state_at(open.glass, asking.now) == GlassState::waiting;
  open.may_review = open.glass.opened && !open.glass.was_right &&
                    access::allowed(asking.session.roles, Deed::review_break_glass, standing.relation);
  NWD_CHECK(log(writer, asking, "glass.look", open.glass.case_id));
  NWD_TRY(open.words, open_words(writer, asking.session, id));
  return open;
}

Result<void> review_glass(storage::Writer& writer, const Asking& asking, GlassId id, bool was_right,
                          std::string_view words) {
  NWD_TRY(const auto standing, standing_of(writer, asking, id));
  NWD_TRY(const auto glass, may(asking, Deed::review_break_glass, standing));
  if (!glass.opened) return fail(Code::conflict, "Nobody has opened this. There is nothing to look at.");
  if (glass.was_right) return fail(Code::conflict, "Somebody has looked at this already.");
  if (!was_right && words.empty())
    return fail(Error{Code::invalid,
                      "Say what was not right.",
                      "",
                      {{"words", "glass-review-words-empty", "Say what was not right."}}});
  NWD_CHECK(access::check_newest(writer, asking.session));
  NWD_TRY(const auto sealed, seal_words(asking.session, id, review_columns, words));
  NWD_CHECK(store::set_review(writer, id, asking.session.member, asking.now, was_right, sealed));
  return log(writer, asking, was_right ? "glass.right" : "glass.not_right", glass.case_id);
}

Result<std::vector<Glass>> glasses_to_confirm(storage::Reader& reader, const Asking& asking) {
  const access::Relation best{.own_organization = true, .stepped_up = true};
  if (!access::allowed(asking.session.roles, Deed::confirm_break_glass, best)) return std::vector<Glass>{};
  return store::waiting_glasses(reader, asking);
}

Result<std::vector<Glass>> glasses_to_review(storage::Reader& reader, const Asking& asking) {
  if (!access::allowed(asking.session.roles, Deed::review_break_glass, {.own_organization = true}))
    return std::vector<Glass>{};
  return store::unreviewed_glasses(reader, asking);
}

}  // namespace nwd::casework
