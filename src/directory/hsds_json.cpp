#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/json.h"
#include "base/text.h"
#include "directory/hsds.h"
#include "directory/table.h"

namespace nwd::directory::hsds {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

const array& list_at(const object& o, std::string_view name) {
  static const array none;
  const auto* found = o.if_contains(name);
  return found != nullptr && found->is_array() ? found->get_array() : none;
}

const object& object_at(const object& o, std::string_view name) {
  static const object none;
  const auto* found = o.if_contains(name);
  return found != nullptr && found->is_object() ? found->get_object() : none;
}

// Text or a number as text; "" where there is neither.
std::string text_at(const object& o, std::string_view name) {
  const auto* found = o.if_contains(name);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string(trim(std::string_view(found->get_string())));
  return found->is_number() ? boost::json::serialize(*found) : std::string();
}

template <class Use>
void each_object(const array& list, Use use) {
  for (const auto& item : list) {
    if (item.is_object()) use(item.get_object());
  }
}

std::string first_phone(const object& o) {
  std::string number;
  each_object(list_at(o, "phones"), [&](const object& phone) {
    if (number.empty()) number = text_at(phone, "number");
  });
  return number;
}

std::optional<double> number_at(const object& o, std::string_view name) {
  const auto* found = o.if_contains(name);
  return found != nullptr && found->is_number() ? std::optional(found->to_number<double>()) : std::nullopt;
}

Location site_of(const object& location) {
  Location site;
  site.name = text_at(location, "name");
  const auto latitude = number_at(location, "latitude");
  const auto longitude = number_at(location, "longitude");
  if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) {
    site.point = match::Point{*latitude, *longitude};
  }
  each_object(list_at(location, "addresses"), [&](const object& address) {
    if (!site.address.empty()) return;
    site.address = text_at(address, "address_1");
    if (const auto second = text_at(address, "address_2"); !second.empty()) site.address += ", " + second;
    site.city = text_at(address, "city");
    site.state = text_at(address, "state_province");
    site.postcode = text_at(address, "postal_code");
  });
  return site;
}

void read_lists(const object& service, ServiceText& text) {
  each_object(list_at(service, "languages"), [&](const object& language) {
    const auto code = text_at(language, "code");
    text.languages.push_back(code.empty() ? text_at(language, "name") : code);
  });
  each_object(list_at(service, "service_areas"), [&](const object& area) {
    text.areas.push_back({text_at(area, "name"), text_at(area, "extent"), text_at(area, "extent_type")});
  });
  each_object(list_at(service, "attributes"), [&](const object& attribute) {
    const auto& term = object_at(attribute, "taxonomy_term");
    text.terms.push_back({text_at(term, "taxonomy"), text_at(term, "name"), text_at(attribute, "value")});
  });
  each_object(list_at(service, "service_at_locations"), [&](const object& at) {
    if (!text.site && at.if_contains("location") != nullptr) text.site = site_of(object_at(at, "location"));
  });
}

class Document {
 public:
  Document(std::string file, Package& package) : file_(std::move(file)), package_(package) {}

  // An organization with its services, or a service with its organization; or a list or page of either.
  Result<void> read(const value& document) {
    const auto* whole = document.if_object();
    const auto& list = whole != nullptr ? list_at(*whole, "contents") : list_at_root(document);
    if (whole != nullptr && whole->if_contains("contents") == nullptr) return item(*whole);
    if (list.size() > static_cast<std::size_t>(most_rows))
      return fail(Code::too_large, "The file lists more than 500,000.");
    for (const auto& each : list) {
      ++position_;
      if (each.is_object()) {
        NWD_CHECK(item(each.get_object()));
      } else {
        package_.set_aside(file_, position_, "not an object");
      }
    }
    return {};
  }

 private:
  static const array& list_at_root(const value& document) {
    static const array none;
    return document.is_array() ? document.get_array() : none;
  }

  Result<void> item(const object& o) {
    if (o.if_contains("status") != nullptr && o.if_contains("organization") != nullptr) {
      const auto& owner = object_at(o, "organization");
      if (!package_.has_organization(text_at(owner, "id"))) organization(owner);
      service(o, text_at(owner, "id"));
      return {};
    }
    organization(o);
    each_object(list_at(o, "services"), [&](const object& s) { service(s, text_at(o, "id")); });
    each_object(list_at(o, "locations"), [&](const object& l) { office(l, text_at(o, "id")); });
    return {};
  }

  void organization(const object& o) {
    package_.read_row();
    OrganizationDraft draft{text_at(o, "id"), position_, {}};
    draft.value.name = text_at(o, "name");
    draft.value.description = text_at(o, "description");
    draft.value.email = text_at(o, "email");
    draft.value.url = text_at(o, "website");
    draft.value.phone = first_phone(o);
    told(package_.add(std::move(draft)));
  }

  void office(const object& o, const std::string& owner) {
    package_.read_row();
    told(package_.add(OfficeDraft{text_at(o, "id"), owner, position_, site_of(o)}));
  }

  void service(const object& o, const std::string& owner) {
    package_.read_row();
    ServiceText text;
    text.id = text_at(o, "id");
    text.organization = owner;
    text.name = text_at(o, "name");
    text.description = text_at(o, "description");
    text.url = text_at(o, "url");
    text.email = text_at(o, "email");
    text.phone = first_phone(o);
    text.status = text_at(o, "status");
    text.eligibility = text_at(o, "eligibility_description");
    text.minimum_age = text_at(o, "minimum_age");
    text.maximum_age = text_at(o, "maximum_age");
    read_lists(o, text);
    told(add_service(package_, text, position_));
  }

  void told(const std::string& reason) {
    if (!reason.empty()) package_.set_aside(file_, position_, reason);
  }

  std::string file_;
  Package& package_;
  std::int64_t position_ = 0;  // in the list, from 1: JSON has no lines to speak of
};

}  // namespace

Result<void> read_json(const std::filesystem::path& file, Package& package) {
  NWD_TRY(const auto text, read_whole(file));
  NWD_TRY(const auto document, json::parse(text));
  if (!document.is_object() && !document.is_array()) {
    return fail(Code::invalid, "The file is not an HSDS organization or a list of them.");
  }
  return Document(file.filename().string(), package).read(document);
}

}  // namespace nwd::directory::hsds
