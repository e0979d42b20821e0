#include "cli/options.h"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

namespace expurge {
namespace {

constexpr OptionSpec kSheet{"--fiche", "FICHE.toml",
                            "fiche de transmission : destinataire, objectif, base légale, fin"};
constexpr OptionSpec kOutput{"-o", "SORTIE",
                             "fichier à écrire ; son extension (.txt, .pdf) décide du format ; "
                             "« - » : sortie standard"};
constexpr OptionSpec kOutputFolder{"-o", "DOSSIER", "dossier où écrire un fichier par document"};
constexpr OptionSpec kReplace{"--remplacer", "", "écrire par-dessus un fichier existant"};
constexpr OptionSpec kReport{"--rapport", "F.json",
                             "écrire le rapport des décisions (positions et motifs, aucun texte)"};
constexpr OptionSpec kReview{"--revue", "F.json",
                             "relire les décisions : le fichier est écrit s'il n'existe pas, "
                             "sinon ses choix sont appliqués"};
constexpr OptionSpec kJournal{"--journal", "F", "ajouter une ligne au journal des transmissions"};
constexpr OptionSpec kDue{"--echeances", "",
                          "ne montrer que ce qui est à restituer ou à détruire, par date"};
constexpr OptionSpec kDraft{"--essai", "",
                            "faire un brouillon sans fiche ; demande --pour ; marqué BROUILLON"};
constexpr OptionSpec kFor{"--pour", "DESTINATAIRE", "destinataire (voir « expurge politique »)"};
constexpr OptionSpec kScope{"--objet", "CAT,CAT",
                            "catégories ouvertes par l'objet, par exemple logement,finances"};
constexpr OptionSpec kPasswordFile{"--mot-de-passe-fichier", "F",
                                   "fichier dont la première ligne est le mot de passe du PDF"};
constexpr OptionSpec kMaxSize{"--taille-max", "MIO", "taille maximale de l'entrée (64 Mio)"};
constexpr OptionSpec kSkipImages{"--ignorer-pages-image", "",
                                 "laisser de côté les pages qui ne sont que des images"};
constexpr OptionSpec kPolicies{"--politiques", "DOSSIER",
                               "destinataires ajoutés ou resserrés par le service"};
constexpr OptionSpec kLexicon{"--lexique", "F", "termes ajoutés par le service", true};
constexpr OptionSpec kPrudence{"--prudence", "elevee|normale|faible",
                               "moins de fuites ou moins de retraits (normale)"};
constexpr OptionSpec kNoSandbox{"--sans-bac-a-sable", "",
                                "continuer sur une machine sans seccomp (déconseillé)"};
constexpr OptionSpec kQuiet{"-q", "", "aucun message, sauf les erreurs"};
constexpr OptionSpec kDetectFormat{"--format", "texte|json|brat|html",
                                   "présentation des passages (texte)"};
constexpr OptionSpec kPolicyFormat{"--format", "texte|json", "présentation (texte)"};
constexpr OptionSpec kAll{"--tout", "", "montrer aussi les passages non compris et structurels"};
constexpr OptionSpec kVerifyPolicy{"--verifier", "F.toml", "vérifier un fichier de destinataire"};
constexpr OptionSpec kVerifySheet{"--verifier", "F.toml", "dire ce qui manque dans une fiche"};
constexpr OptionSpec kJurisdiction{"--juridiction", "FR|LU", "droit applicable (FR)"};
constexpr OptionSpec kSlip{"--bordereau", "F",
                           "écrire le bordereau de transmission (.txt ou .pdf)"};
constexpr OptionSpec kHelp{"--aide", "", "afficher cette aide"};
constexpr OptionSpec kVersion{"--version", "", "afficher la version du programme"};

constexpr std::array kEmit = {&kSheet,      &kOutput,   &kReplace,  &kSlip,      &kReport,
                              &kReview,     &kJournal,  &kDraft,      &kFor,      &kScope,    &kPasswordFile, &kMaxSize,
                              &kSkipImages, &kPolicies, &kLexicon,  &kPrudence,  &kNoSandbox,
                              &kQuiet,      &kHelp};
constexpr std::array kFilter = {&kSheet,   &kDraft,    &kFor,      &kScope,
                                &kPasswordFile, &kMaxSize, &kSkipImages, &kPolicies,
                                &kLexicon, &kPrudence, &kNoSandbox, &kQuiet, &kHelp};
constexpr std::array kDetect = {&kDetectFormat, &kAll,     &kFor,       &kScope,
                                &kOutputFolder, &kReplace, &kPasswordFile, &kMaxSize,
                                &kPolicies,     &kLexicon, &kPrudence,  &kNoSandbox,
                                &kQuiet,        &kHelp};
constexpr std::array kPolicy = {&kPolicyFormat, &kJurisdiction, &kPolicies, &kVerifyPolicy, &kHelp};
constexpr OptionSpec kMisses{"--manques", "", "donner la liste des passages manqués"};
constexpr std::array kEvaluate = {&kMisses, &kLexicon, &kPrudence, &kMaxSize, &kHelp};
constexpr std::array kJournalCommand = {&kDue, &kHelp};
constexpr std::array kSheetCommand = {&kVerifySheet, &kJurisdiction, &kPolicies, &kQuiet,
                                      &kHelp};

const std::array kCommands = {
    CommandSpec{"emettre", "faire la version strictement nécessaire d'un rapport", "RAPPORT", 1, 1,
                kEmit,
                "expurge emettre samples/ccapex.pdf --fiche samples/ccapex.toml -o version.pdf"},
    CommandSpec{"filtrer", "la même chose en filtre : entrée standard, sortie standard", "", 0, 0,
                kFilter, "expurge filtrer --fiche samples/ccapex.toml < rapport.txt > version.txt"},
    CommandSpec{"detecter", "montrer ce qu'un rapport révèle, passage par passage", "FICHIER…", 1,
                -1, kDetect, "expurge detecter samples/ccapex.txt --format html > passages.html"},
    CommandSpec{"politique", "dire ce qu'un destinataire peut recevoir, et pourquoi",
                "[DESTINATAIRE]", 0, 1, kPolicy, "expurge politique maire"},
    CommandSpec{"fiche", "préparer une fiche à remplir, ou dire ce qui manque dans une fiche",
                "[DESTINATAIRE]", 0, 1, kSheetCommand,
                "expurge fiche ccapex_instruction > fiche.toml"},
    CommandSpec{"journal", "lire le journal des transmissions", "JOURNAL", 1, 1, kJournalCommand,
                "expurge journal transmissions.jsonl --echeances"},
    CommandSpec{"evaluer", "mesurer la détection sur des documents annotés", "CORPUS", 1, 1,
                kEvaluate, "expurge evaluer samples/corpus/dev --manques"},
};

// The known word nearest to a mistyped one; empty when none is near.
std::string NearestOption(const CommandSpec& command, std::string_view word) {
  for (const OptionSpec* option : command.options) {
    const size_t shared = std::min<size_t>(word.size(), 5);
    if (word.size() > 3 && option->name.substr(0, shared) == word.substr(0, shared)) {
      return std::string(option->name);
    }
  }
  return {};
}

std::string JoinCommands() {
  std::string names;
  for (const CommandSpec& command : kCommands) {
    names += (names.empty() ? "" : ", ") + std::string(command.name);
  }
  return names;
}

// The words of `text` that this option allows ("texte|json"), or nothing when it takes any value.
bool AllowsValue(const OptionSpec& option, std::string_view value) {
  if (option.argument.find('|') == std::string_view::npos) return true;
  std::string_view rest = option.argument;
  while (!rest.empty()) {
    const size_t bar = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, bar) == value) return true;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return false;
}

Result<Arguments> ParseCommand(const CommandSpec& command, std::vector<std::string> words) {
  CLI::App app;
  app.set_help_flag();
  std::map<std::string_view, std::vector<std::string>> values;
  for (const OptionSpec* option : command.options) {
    if (option->argument.empty()) {
      app.add_flag(std::string(option->name))->multi_option_policy(
          CLI::MultiOptionPolicy::TakeLast);
    } else {
      app.add_option(std::string(option->name), values[option->name])
          ->expected(1)
          ->take_all();
    }
  }
  std::vector<std::string> positional;
  CLI::Option* rest = app.add_option("positional", positional);
  rest->expected(0, CLI::detail::expected_max_vector_size);

  std::reverse(words.begin(), words.end());
  const std::string name(command.name);
  try {
    app.parse(words);
  } catch (const CLI::ExtrasError&) {
    const auto unknown = std::find_if(words.rbegin(), words.rend(), [&](const std::string& word) {
      const std::string bare = word.substr(0, word.find('='));
      return word.size() > 1 && word[0] == '-' && app.get_option_no_throw(bare) == nullptr;
    });
    const std::string word = unknown == words.rend() ? std::string() : *unknown;
    return Fail(ErrorKind::kUsage, "cli.unknown_option", {word, name, NearestOption(command, word)});
  } catch (const CLI::ArgumentMismatch& error) {
    return Fail(ErrorKind::kUsage, "cli.missing_value", {name});
  } catch (const CLI::ParseError&) {
    return Fail(ErrorKind::kUsage, "cli.unreadable", {name});
  }

  Arguments arguments;
  arguments.command = &command;
  arguments.positional = std::move(positional);
  for (const OptionSpec* option : command.options) {
    if (app.count(std::string(option->name)) == 0) continue;
    std::vector<std::string>& given = arguments.options[std::string(option->name)];
    given = values[option->name];
    if (given.size() > 1 && !option->repeatable) {
      return Fail(ErrorKind::kUsage, "cli.twice", {std::string(option->name)});
    }
    for (const std::string& value : given) {
      if (!AllowsValue(*option, value)) {
        return Fail(ErrorKind::kUsage, "cli.value",
                    {value, std::string(option->name), std::string(option->argument)});
      }
    }
  }
  if (arguments.Has("--aide")) return arguments;
  const int count = static_cast<int>(arguments.positional.size());
  if (count < command.positional_min) {
    return Fail(ErrorKind::kUsage, "cli.missing_file", {name, std::string(command.positional)});
  }
  if (command.positional_max >= 0 && count > command.positional_max) {
    return Fail(ErrorKind::kUsage, "cli.too_many", {name, std::to_string(command.positional_max)});
  }
  return arguments;
}

// "  --fiche FICHE.toml" padded to the column of the explanations.
std::string HelpLine(std::string_view left, std::string_view right) {
  constexpr size_t kColumn = 34;
  std::string line = "  " + std::string(left);
  size_t width = 0;
  for (char byte : line) width += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  if (width + 2 > kColumn) {
    line += "\n";
    width = 0;
  }
  line.append(kColumn - width, ' ');
  return line + std::string(right) + "\n";
}

std::string OptionLines(std::span<const OptionSpec* const> options) {
  std::string text;
  for (const OptionSpec* option : options) {
    std::string left(option->name);
    if (!option->argument.empty()) left += " " + std::string(option->argument);
    text += HelpLine(left, option->help);
  }
  return text;
}

}  // namespace

std::span<const CommandSpec> Commands() { return kCommands; }

std::optional<std::string> Arguments::Value(std::string_view name) const {
  const auto found = options.find(name);
  if (found == options.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::Values(std::string_view name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::vector<std::string>{} : found->second;
}

Result<Arguments> ParseArguments(const std::vector<std::string>& words) {
  if (words.empty()) return Fail(ErrorKind::kUsage, "cli.no_command", {JoinCommands()});
  if (words[0] == kHelp.name || words[0] == kVersion.name) {
    Arguments arguments;
    arguments.options[words[0]] = {};
    return arguments;
  }
  const auto command = std::find_if(kCommands.begin(), kCommands.end(),
                                    [&](const CommandSpec& spec) { return spec.name == words[0]; });
  if (command == kCommands.end()) {
    return Fail(ErrorKind::kUsage, "cli.unknown_command", {words[0], JoinCommands()});
  }
  return ParseCommand(*command, {words.begin() + 1, words.end()});
}

std::string HelpText(const CommandSpec* command) {
  if (command == nullptr) {
    std::string text =
        "expurge : la version strictement nécessaire d'un rapport social, pour un destinataire,\n"
        "un objectif et une date de fin. Le programme propose ; le professionnel qui signe "
        "décide.\n\n"
        "Emploi : expurge COMMANDE [options]\n\nCommandes\n";
    for (const CommandSpec& spec : kCommands) text += HelpLine(spec.name, spec.summary);
    text += "\nOptions\n" + HelpLine(kHelp.name, "afficher cette aide, ou celle d'une commande") +
            HelpLine(kVersion.name, kVersion.help);
    text += "\nExemple\n  " + std::string(kCommands[0].example) + "\n";
    return text;
  }
  std::string text = "expurge " + std::string(command->name) + " : " +
                     std::string(command->summary) + "\n\nEmploi : expurge " +
                     std::string(command->name);
  if (!command->positional.empty()) text += " " + std::string(command->positional);
  text += " [options]\n\nOptions\n" + OptionLines(command->options);
  text += "\nExemple\n  " + std::string(command->example) + "\n";
  return text;
}

}  // namespace expurge
