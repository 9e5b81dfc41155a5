#include "same_person/turn.h"

#include <algorithm>
#include <array>

#include "audit/audit.h"
#include "same_person/sealing.h"
#include "vault/oprf.h"
#include "vault/place.h"

namespace nwd::same_person {
namespace {

using store::Ask;
using store::Step;
namespace oprf = vault::oprf;

constexpr std::size_t mark_size = 16;
constexpr std::size_t least_marks = 16;
constexpr std::size_t element_size = sizeof(oprf::Element::raw);
using Mark = std::array<std::uint8_t, mark_size>;

// What is told of a value of the function: it is not learnt from it, and whoever knows the value shows that they asked.
Mark mark_of(const vault::SecretBytes& output) {
  const auto hash = vault::hkdf(output.view(), bytes_of("nwd same person 1"), bytes_of("mark"));
  Mark mark;
  std::copy_n(hash.view().begin(), mark.size(), mark.begin());
  return mark;
}

Mark random_mark() {
  const auto bytes = vault::SecretBytes::random(mark_size);
  Mark mark;
  std::copy(bytes.view().begin(), bytes.view().end(), mark.begin());
  return mark;
}

Result<void> log(storage::Writer& writer, const access::Session& session, Instant now, std::string_view deed,
                 std::string_view subject, const IdBytes& id) {
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, deed, subject, id, "care"}));
  return {};
}

// Calls `see` with what each person who agreed comes to under the key.
template <class See>
Result<void> each_output(storage::Reader& reader, const access::Session& session, Instant now, const oprf::Key& key,
                         See see) {
  NWD_TRY(const auto all, store::all_live(reader, session.organization, now, most_compared));
  for (const auto& row : all) {
    const auto name = open_name(session, row.agreed.id, row.name);
    if (!name && is_lost(name.error())) continue;
    if (!name) return fail(name.error());
    NWD_TRY(const auto output, key.output(name->view()));
    see(row.agreed, output);
  }
  return {};
}

// evaluated(32) | marks, in the order of their bytes
Bytes answer_bytes(const oprf::Element& evaluated, std::vector<Mark> marks) {
  const std::size_t count = filled_up(marks.size());
  while (marks.size() < count) marks.push_back(random_mark());
  std::sort(marks.begin(), marks.end());
  Bytes bytes(evaluated.raw.begin(), evaluated.raw.end());
  for (const auto& mark : marks) bytes.insert(bytes.end(), mark.begin(), mark.end());
  return bytes;
}

Result<bool> holds_mark(ByteView marks, const Mark& sought) {
  if (marks.size() % mark_size != 0)
    return fail(Code::corrupt, "What the other organization sent is damaged.", "match answer");
  bool found = false;
  for (; !marks.empty(); marks = marks.subspan(mark_size))
    found = vault::equal_constant_time(marks.first(mark_size), sought) || found;
  return found;
}

// 1 | output(64), or 0 | as many random bytes
vault::SecretBytes verdict_bytes(bool known, const vault::SecretBytes& output) {
  auto verdict = vault::SecretBytes::random(1 + oprf::output_size);
  verdict.writable()[0] = known ? 1 : 0;
  if (known) std::copy(output.view().begin(), output.view().end(), verdict.writable().begin() + 1);
  return verdict;
}

}  // namespace

std::size_t filled_up(std::size_t persons) {
  std::size_t count = least_marks;
  while (count < persons) count *= 2;
  return count;
}

bool is_lost(const Error& error) {
  const bool damaged = error.code == Code::corrupt && error.detail != vault::epoch_not_held;
  return damaged || error.code == Code::gone || error.code == Code::not_found;
}

Result<void> begin(storage::Writer& writer, const access::Session& session, const Ask& ask,
                   const vault::SecretBytes& name) {
  NWD_TRY(const auto blinding, oprf::Blinding::of(name.view()));
  NWD_CHECK(tell(writer, session, ask.from, ask.id, Step::blind, blinding.blind().view()));
  return tell(writer, session, ask.to, ask.id, Step::blinded, blinding.element().bytes());
}

Result<void> answer(storage::Writer& writer, const access::Session& session, Instant now, const Ask& ask) {
  NWD_TRY(const auto asker, store::find_agreed(writer, ask.agreed));
  if (!asker || !live(asker->agreed, now)) return end(writer, ask);
  NWD_TRY(const auto bytes, told(writer, session, ask.id, Step::blinded));
  NWD_TRY(const auto blinded, oprf::Element::from(bytes.view()));
  const auto key = oprf::Key::generate();
  std::vector<Mark> marks;
  NWD_CHECK(each_output(writer, session, now, key,
                        [&](const Agreed&, const vault::SecretBytes& output) { marks.push_back(mark_of(output)); }));
  NWD_CHECK(tell(writer, session, ask.from, ask.id, Step::answer, answer_bytes(key.evaluate(blinded), marks)));
  NWD_CHECK(tell(writer, session, ask.to, ask.id, Step::key, key.secret().view()));
  NWD_CHECK(store::set_answered(writer, ask.id, now));
  return log(writer, session, now, "match.answer", "organization", ask.from);
}

Result<void> conclude(storage::Writer& writer, const access::Session& session, Instant now, const Ask& ask) {
  NWD_TRY(const auto row, store::find_agreed(writer, ask.agreed));
  if (!row || !live(row->agreed, now)) return end(writer, ask);
  NWD_TRY(const auto name, open_name(session, row->agreed.id, row->name));
  NWD_TRY(auto blind, told(writer, session, ask.id, Step::blind));
  NWD_TRY(const auto blinding, oprf::Blinding::with(std::move(blind), name.view()));
  NWD_TRY(const auto bytes, told(writer, session, ask.id, Step::answer));
  if (bytes.size() < element_size)
    return fail(Code::corrupt, "What the other organization sent is damaged.", "match answer");
  NWD_TRY(const auto evaluated, oprf::Element::from(bytes.view().first(element_size)));
  NWD_TRY(const auto output, blinding.finalize(name.view(), evaluated));
  NWD_TRY(const bool known, holds_mark(bytes.view().subspan(element_size), mark_of(output)));

  NWD_CHECK(tell(writer, session, ask.to, ask.id, Step::verdict, verdict_bytes(known, output).view()));
  const std::uint8_t flag = known ? 1 : 0;
  NWD_CHECK(tell(writer, session, ask.from, ask.id, Step::told_asker, {&flag, 1}));
  for (const auto step : {Step::blind, Step::blinded, Step::answer})
    NWD_CHECK(store::delete_message(writer, ask.id, step));
  NWD_CHECK(store::set_state(writer, ask.id, AskState::concluded));
  return log(writer, session, now, "match.conclude", "case", row->agreed.case_id);
}

Result<void> settle(storage::Writer& writer, const access::Session& session, Instant now, const Ask& ask) {
  NWD_TRY(const auto verdict, told(writer, session, ask.id, Step::verdict));
  NWD_TRY(auto secret, told(writer, session, ask.id, Step::key));
  NWD_TRY(const auto key, oprf::Key::from(std::move(secret)));
  if (verdict.size() != 1 + oprf::output_size)
    return fail(Code::corrupt, "What the other organization sent is damaged.", "match verdict");
  ToldAnswerer told;
  NWD_CHECK(each_output(writer, session, now, key, [&](const Agreed& agreed, const vault::SecretBytes& output) {
    if (!vault::equal_constant_time(output.view(), verdict.view().subspan(1))) return;
    told = {verdict.view()[0] == 1, agreed.case_id};
  }));
  Bytes bytes{static_cast<std::uint8_t>(told.known ? 1 : 0)};
  bytes.insert(bytes.end(), told.case_id.raw.begin(), told.case_id.raw.end());
  NWD_CHECK(tell(writer, session, ask.to, ask.id, Step::told_answerer, bytes));
  for (const auto step : {Step::key, Step::verdict}) NWD_CHECK(store::delete_message(writer, ask.id, step));
  NWD_CHECK(store::set_state(writer, ask.id, AskState::settled));
  return log(writer, session, now, "match.settle", "organization", ask.from);
}

Result<bool> told_asker(storage::Reader& reader, const access::Session& session, const Ask& ask) {
  NWD_TRY(const auto bytes, told(reader, session, ask.id, Step::told_asker));
  return bytes.size() == 1 && bytes.view()[0] == 1;
}

Result<ToldAnswerer> told_answerer(storage::Reader& reader, const access::Session& session, const Ask& ask) {
  NWD_TRY(const auto bytes, told(reader, session, ask.id, Step::told_answerer));
  ToldAnswerer told;
  if (bytes.size() != 1 + told.case_id.raw.size()) return fail(Code::corrupt, "This record is damaged.", "match told");
  told.known = bytes.view()[0] == 1;
  std::copy_n(bytes.view().begin() + 1, told.case_id.raw.size(), told.case_id.raw.begin());
  return told;
}

Result<void> end(storage::Writer& writer, const Ask& ask) {
  NWD_CHECK(store::delete_messages(writer, ask.id));
  return store::set_state(writer, ask.id, AskState::ended);
}

Result<void> take_back(storage::Writer& writer, const Ask& ask) {
  for (const auto step : {Step::answer, Step::key}) NWD_CHECK(store::delete_message(writer, ask.id, step));
  return store::set_state(writer, ask.id, AskState::asked);
}

}  // namespace nwd::same_person
