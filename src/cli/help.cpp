#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.h"
#include "cli/exit_status.h"

namespace nwd::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  std::vector<const CLI::App*> shown;
  for (const auto* sub : app.get_subcommands([](const CLI::App* a) { return !a->get_name().empty(); }))
    shown.push_back(sub);
  return shown;
}

std::string option_words(const CLI::App& app) {
  std::string words;
  for (const auto* option : app.get_options([](const CLI::Option* o) { return o->nonpositional(); }))
    for (const auto& name : option->get_lnames()) words += " --" + name;
  return words;
}

std::string names_of(const std::vector<const CLI::App*>& apps) {
  std::string names;
  for (const auto* a : apps) names += " " + a->get_name();
  return names;
}

// One case for each command and each command of a group, so that the shells need no knowledge of nwd.
std::string bash_completion(const CLI::App& root) {
  std::string cases;
  for (const auto* command : commands_of(root)) {
    const auto children = commands_of(*command);
    cases +=
        fmt::format("    {}) words=\"{}{}\" ;;\n", command->get_name(), names_of(children), option_words(*command));
    for (const auto* child : children)
      cases +=
          fmt::format("    {}:{}) words=\"{}\" ;;\n", command->get_name(), child->get_name(), option_words(*child));
  }
  return fmt::format(
      "_nwd() {{\n  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" at words=\"{0}{1}\"\n  at=\"${{COMP_WORDS[1]}}\"\n"
      "  case \"$at:${{COMP_WORDS[2]}}\" in\n{2}  esac\n  [ -n \"$words\" ] || words=\"\"\n"
      "  COMPREPLY=($(compgen -W \"$words{1}\" -- \"$word\") $(compgen -f -- \"$word\"))\n}}\ncomplete -o filenames -F "
      "_nwd nwd\n",
      names_of(commands_of(root)), option_words(root), cases);
}

std::string fish_completion(const CLI::App& root) {
  std::string out;
  for (const auto* command : commands_of(root)) {
    out += fmt::format("complete -c nwd -n __fish_use_subcommand -a {} -d '{}'\n", command->get_name(),
                       command->get_description());
    for (const auto* child : commands_of(*command))
      out += fmt::format("complete -c nwd -n '__fish_seen_subcommand_from {}' -a {} -d '{}'\n", command->get_name(),
                         child->get_name(), child->get_description());
  }
  return out;
}

std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '-')
      out += "\\-";
    else if (c == '\\')
      out += "\\e";
    else
      out += c;
    if (c == '\n') out += ".br\n";
  }
  return out;
}

std::string man_command(const CLI::App& command, const std::string& path) {
  std::string out = fmt::format(".SS {}\n{}\n", roff(path), roff(command.get_description()));
  for (const auto* option : command.get_options([](const CLI::Option*) { return true; })) {
    if (option->get_name() == "--help,-h" || option->get_description().empty()) continue;
    out += fmt::format(".TP\n.B {}\n{}\n", roff(option->get_name(false, true)), roff(option->get_description()));
  }
  if (!command.get_footer().empty()) out += fmt::format(".PP\n{}\n", roff(command.get_footer()));
  for (const auto* child : commands_of(command)) out += man_command(*child, path + " " + child->get_name());
  return out;
}

std::string man_page(const CLI::App& root) {
  std::string out = ".TH NWD 1 \"\" \"nwd " NWD_VERSION "\" \"No Wrong Door\"\n.SH NAME\nnwd \\- " +
                    roff("from any door to a confirmed bed") +
                    "\n.SH SYNOPSIS\n.B nwd\nCOMMAND [OPTIONS]\n.SH DESCRIPTION\n" + roff(root.get_description()) +
                    "\n.SH COMMANDS\n";
  for (const auto* command : commands_of(root)) out += man_command(*command, "nwd " + command->get_name());
  return out + ".SH EXIT STATUS\n.nf\n" + exit_status_help() + ".fi\n";
}

void print_help(const CLI::App& root, const std::vector<std::string>& words, Outcome& outcome) {
  const CLI::App* at = &root;
  if (words.size() == 1 && words[0] == "exit-status") {
    fmt::print("{}", exit_status_help());
    return;
  }
  for (const auto& word : words) {
    const auto children = commands_of(*at);
    const auto found =
        std::find_if(children.begin(), children.end(), [&](const auto* c) { return c->get_name() == word; });
    if (found == children.end())
      return outcome.fail({Code::invalid, "There is no help about \"" + word + "\". Try: nwd help", "", {}});
    at = *found;
  }
  fmt::print("{}", at->help());
}

}  // namespace

void add_help(CLI::App& app, Common& common) {
  auto words = std::make_shared<std::vector<std::string>>();
  auto* help = app.add_subcommand("help", "help about a command, or about exit-status");
  help->add_option("about", *words, "a command, or exit-status");
  help->callback([&app, &common, words] { print_help(app, *words, common.outcome); });

  auto shell = std::make_shared<std::string>();
  auto* completion = app.add_subcommand("completion", "print a completion script for a shell");
  completion->footer("Example: nwd completion bash > /etc/bash_completion.d/nwd");
  completion->add_option("shell", *shell, "bash or fish")->required()->check(CLI::IsMember({"bash", "fish"}));
  completion->callback(
      [&app, shell] { fmt::print("{}", *shell == "bash" ? bash_completion(app) : fish_completion(app)); });

  app.add_subcommand("man", "print the manual page")->footer("Example: nwd man | man -l -")->callback([&app] {
    fmt::print("{}", man_page(app));
  });
}

}  // namespace nwd::cli
