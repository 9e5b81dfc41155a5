#include "same_person/sealing.h"

#include <algorithm>
#include <array>

#include "search/words.h"

namespace nwd::same_person {
namespace {

constexpr std::array<std::string_view, 7> columns = {"blind",   "blinded",    "answer",       "key",
                                                     "verdict", "told_asker", "told_answerer"};

vault::Place name_place(AgreedId id, std::string_view column) { return {"match_agreed", id, column, 1}; }
vault::Place body_place(AskId id, store::Step step) {
  return {"match_message", id, columns.at(static_cast<std::size_t>(step)), 1};
}
vault::Place wrap_place(AskId id, store::Step step) { return {"match_message", id, "wrapped", static_cast<int>(step)}; }

}  // namespace

Result<vault::SecretBytes> compared(std::string_view name, std::optional<int> born) {
  const search::Words words(name);
  if (words.empty())
    return fail(Error{Code::invalid, "Type a name.", "", {{"name", "find-empty", "Letters or digits are wanted."}}});
  const auto text = search::sorted_text(words);
  const std::string year = "\n" + (born ? std::to_string(*born) : std::string());
  vault::SecretBytes both(text.size() + year.size());
  const auto end = std::copy(text.view().begin(), text.view().end(), both.writable().begin());
  std::copy(year.begin(), year.end(), end);
  return both;
}

Result<store::SealedName> seal_name(const access::Session& session, AgreedId id, const vault::SecretBytes& name) {
  store::SealedName sealed;
  const auto key = vault::new_key();
  NWD_TRY(sealed.wrapped, session.keys.wrap(session.keys.newest(), name_place(id, "wrapped"), key));
  NWD_TRY(sealed.body, vault::seal(key, name_place(id, "body"), name.view()));
  return sealed;
}

Result<vault::SecretBytes> open_name(const access::Session& session, AgreedId id, const store::SealedName& sealed) {
  NWD_TRY(const auto key, session.keys.unwrap(name_place(id, "wrapped"), sealed.wrapped));
  return vault::open(key, name_place(id, "body"), sealed.body);
}

Result<void> tell(storage::Writer& writer, const access::Session& session, access::OrganizationId to, AskId id,
                  store::Step step, ByteView plain) {
  NWD_TRY(const auto organization, access::find_organization(writer, to));
  if (!organization) return fail(Code::not_found, "There is no such organization.");
  const auto key = vault::new_key();
  store::Message message;
  NWD_TRY(message.wrapped, session.keys.wrap(organization->recipient, wrap_place(id, step), key));
  NWD_TRY(message.body, vault::seal(key, body_place(id, step), plain));
  return store::put_message(writer, id, step, message);
}

Result<vault::SecretBytes> told(storage::Reader& reader, const access::Session& session, AskId id, store::Step step) {
  NWD_TRY(const auto message, store::find_message(reader, id, step));
  if (!message) return fail(Code::not_found, "There is no such thing.", "no message");
  NWD_TRY(const auto key, session.keys.unwrap(wrap_place(id, step), message->wrapped));
  return vault::open(key, body_place(id, step), message->body);
}

}  // namespace nwd::same_person
