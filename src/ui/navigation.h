// How one gets about: links back and along, headers and footers. No crown, no logo: who uses these brings their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

namespace nwd::ui {

struct BackLink {
  std::string href = "#";
  Content content = "Back";
  std::string classes{};
  Attributes attributes{};
};
Html render(const BackLink&);

struct SkipLink {
  Content content;
  std::string href = "#content";
  std::string classes{};
  Attributes attributes{};
};
Html render(const SkipLink&);

struct Crumb {
  Content content;
  std::string href{};  // empty: this page
  Attributes attributes{};
};

struct Breadcrumbs {
  std::vector<Crumb> items;
  std::string label = "Breadcrumb";
  bool collapse_on_mobile = false;
  std::string classes{};
  Attributes attributes{};
};
Html render(const Breadcrumbs&);

struct PageLink {
  std::string href{};
  Content content{};  // empty: "Previous page", "Next page"
  std::string label_text{};
  Attributes attributes{};
};

struct PageItem {
  std::string number{};
  std::string href{};
  bool current = false;
  bool ellipsis = false;
  std::optional<std::string> label{};  // read aloud; none: "Page 3"
  Attributes attributes{};
};

struct Pagination {
  std::optional<PageLink> previous{};
  std::optional<PageLink> next{};
  std::vector<PageItem> items{};
  std::string label = "Pagination";
  std::string classes{};
  Attributes attributes{};
};
Html render(const Pagination&);

struct ServiceLink {
  Content content;
  std::string href{};
  bool current = false;  // this page
  bool active = false;   // this part of the site
  Attributes attributes{};
};

struct ServiceNavigation {
  std::vector<ServiceLink> items{};
  std::string service_name{};
  std::string service_url{};
  std::string label = "Service information";
  std::string navigation_label{};
  std::string navigation_id = "navigation";
  std::string navigation_classes{};
  std::string menu_text = "Menu";
  std::string menu_label{};
  std::optional<bool> collapse_on_mobile{};  // none: if there is more than one
  Html slot_start{}, slot_end{}, slot_navigation_start{}, slot_navigation_end{};
  bool slot_end_inline = false;
  std::string classes{};
  Attributes attributes{};
};
Html render(const ServiceNavigation&);

struct LanguageLink {
  Content content;
  std::string href{};
  std::string lang{};
  std::string href_lang{};
  std::string dir{};
  std::string description{};  // read aloud: "Change to Spanish"
  bool current = false;
  std::string classes{};
  Attributes attributes{};
};

struct LanguageNavigation {
  std::vector<LanguageLink> items;
  std::string label = "Language";
  std::string classes{};
  Attributes attributes{};
};
Html render(const LanguageNavigation&);

struct GenericHeader {
  Content logo;
  std::string url = "/";
  std::string container_classes = "govuk-width-container";
  std::string classes{};
  Attributes attributes{};
};
Html render(const GenericHeader&);

struct Header {
  Html logo;
  std::string product_name{};
  std::string url = "/";
  std::string container_classes = "govuk-width-container";
  std::string classes{};
  Attributes attributes{};
};
Html render(const Header&);

struct FooterLink {
  std::string href;
  std::string text;
  Attributes attributes{};
};

struct FooterSection {
  std::string title;
  std::vector<FooterLink> items{};
  int columns = 0;
  std::string width = "full";
};

struct FooterMeta {
  std::string hidden_title = "Support links";
  std::vector<FooterLink> items{};
  Content content{};
};

struct Footer {
  Html logo{};
  std::vector<FooterSection> sections{};
  std::optional<FooterMeta> meta{};
  Html licence_logo{};
  Content licence{};    // empty: none is shown
  Content copyright{};  // empty: none is shown
  std::string copyright_href{};
  std::string container_classes{};
  std::string classes{};
  Attributes attributes{};
};
Html render(const Footer&);

}  // namespace nwd::ui
