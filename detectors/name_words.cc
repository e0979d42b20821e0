#include "detectors/name_words.h"

#include "detectors/word_set.h"

namespace expurge {

using std::string_view;
bool IsCivility(string_view word) {
  static const WordSet kWords(
      "m mr mme mlle melle mle monsieur madame mademoiselle mmes mm mesdames messieurs "
      "mesdemoiselles mlles vve mrs sieur demoiselle senora senor mister miss");
  return kWords.Has(word);
}

bool IsPluralCivility(string_view word) {
  return word == "mmes" || word == "mm" || word == "mesdames" || word == "messieurs" ||
         word == "mlles";
}

bool IsProfessionalTitle(string_view word) {
  static const WordSet kWords("me maitre mes maitres dr dre docteur docteure drs pr professeur "
                            "juge commandant adjudant adjudante capitaine lieutenant brigadier "
                            "major commissaire colonel");
  return kWords.Has(word);
}

bool IsPersonCue(string_view word) {
  static const WordSet kWords(
      "famille fam familles consorts couple fratrie menage tribu enfant enfants enft jeune jeunes "
      "petit petite grand grande bebe fils fille filles frere freres soeur soeurs mere pere cousin "
      "cousine oncle tante neveu niece maman papa mari femme compagnon compagne concubin concubine "
      "conjoint conjointe voisin voisine jumeaux jumelles usager usagere interesse interessee "
      "situation affaire aine ainee cadet cadette benjamin benjamine mineur mineure garcon "
      "fillette "
      "tonton tata tatie meme pepe mamie papi papy ami amie beneficiaire demandeur demanderesse "
      "locataire resident residente patient patiente gamin gamine ado adolescent adolescente "
      "homonymes bambin chef soussigne demi belle beau eleve ex "
      "oncles tantes cousins cousines allocataire signalant hebergeant declarant dame garcons");
  return kWords.Has(word);
}

bool IsNamingCue(string_view word) {
  static const WordSet kWords(
      "nee epouse epse epoux veuve vve veuf surnomme surnommee alias soussigne soussignee nomme "
      "nommee denomme denommee prenomme prenommee appele appelee appelle appelait appellent "
      "prenom prenoms "
      "patronyme dit dite nom remariee divorcee concerne bonjour cher chere chers signe pseudo");
  return kWords.Has(word);
}

bool HasPersonComplement(string_view word) {
  static const WordSet kWords(
      "mere pere maman papa fils fille filles frere soeur freres soeurs enfant enfants compagnon "
      "compagne mari femme conjoint conjointe epouse epoux tante oncle cousin cousine neveu niece "
      "grand-mere parents parent dossier situation nom prenom absence retour depart naissance pere "
      "courrier appel message mail lettre demande chambre cartable dessins dessin doudou "
      "anniversaire "
      "comportement propos place avenir garde scolarite sante suivi accompagnement famille ami "
      "amie "
      "copain copine relation lien visite visites venue arrivee audition parole vie logement "
      "domicile prise charge besoins evolution reponse nouvelles trace voix sujet propos egard "
      "part "
      "presence aide interet entretien rencontre bebe sac veste compte signature accord choix "
      "protection placement accueil maitresse referente referent avocate avocat educatrice "
      "beau-pere belle-mere belle-soeur voisine voisin photo photos portable telephone numero");
  return kWords.Has(word);
}

bool IsProfession(string_view word) {
  static const WordSet kWords(
      "assistant assistante assistants assistantes as ass aes educateur educatrice educateurs "
      "educatrices es eje me psychologue psychologues medecin medecins infirmiere infirmier ide "
      "juge avocat avocate directeur directrice chef cheffe responsable referent referente "
      "conseiller conseillere conseilleres conseillers cesf secretaire coordinateur coordinatrice "
      "coordonnateur coordonnatrice travailleur travailleuse travailleurs mandataire mjpm gendarme "
      "greffier greffiere delegue deleguee juriste tisf puericultrice instituteur institutrice "
      "enseignant enseignante professeur professeure principal principale proviseur proviseure cpe "
      "magistrat magistrate procureur procureure substitut maire adjoint adjointe mediateur "
      "mediatrice orthophoniste kinesitherapeute pedopsychiatre psychiatre "
      "pediatre generaliste gynecologue notaire huissier commissaire cadre president presidente "
      "redacteur redactrice intervenant intervenante animateur animatrice moniteur monitrice "
      "surveillant surveillante agent gestionnaire technicien technicienne "
      "inspecteur inspectrice prefet sous-prefet policier brigadier lieutenant commandant "
      "adjudant adjudante capitaine docteur maitre sage-femme ergotherapeute psychomotricien "
      "psychomotricienne referents instituteurs professeurs enseignants partenaire representant "
      "representante "
      "interlocutrice interlocuteur signataire "
      "pharmacien pharmacienne formateur formatrice directeurs evaluateur evaluatrice "
      "enqueteur enquetrice expert experte recteur rectrice administrateur administratrice "
      "vice-president vice-presidente greffe accompagnatrice accompagnateur "
      "benevole veilleur veilleuse homologue remplacante remplacant archiviste economiste");
  return kWords.Has(word);
}

bool QualifiesProfession(string_view word) {
  static const WordSet kWords(
      "de du des la le l' d' a au aux en et service services secteur social sociale sociaux "
      "specialise specialisee specialises famille familles familial familiale enfants jeunes pmi "
      "ase territoire territorial territoriale judiciaire principal principale adjoint adjointe "
      "medico scolaire hospitaliere hospitalier referent referente pole unite conjugale conjugal "
      "economie technique educatif educative administratif administrative - , : ( ) polyvalence "
      "ccas caf mairie departement centre prefecture college lycee ecole traitant liberal "
      "psychologue logement insertion rsa mission locale general generale clinicien clinicienne "
      "notre votre mon cette cet coordinatrice coordinateur clientele projet accueil nuit "
      "sante protection enfance association foyer mecs chrs aemo equipe "
      "savs samsah cmp pjj spip fjt siao udaf ssiad clic cimade mme m mr . mlle madame monsieur");
  return kWords.Has(word);
}

bool NamesInstitution(string_view word) {
  static const WordSet kWords(
      "rue avenue av boulevard bd place square impasse allee allees chemin route quai cours cour "
      "passage venelle ruelle sentier montee traverse esplanade rampe faubourg fbg chaussee "
      "villa lotissement residence cite hameau lieu-dit lieudit quartier tour batiment bat "
      "immeuble "
      "ferme mas domaine pont parc jardin jardins stade gymnase salle salles ecole college lycee "
      "creche maternelle groupe universite institut institution fondation association centre "
      "hopital clinique chu ch cmp csapa cms cmpp foyer maison mecs chrs ehpad residence-service "
      "espace pavillon service unite pole antenne agence cabinet tribunal commune ville canton "
      "departement region saint sainte st ste notre-dame eglise paroisse gare station metro "
      "camping "
      "hotel bar cafe restaurant boulangerie pharmacie imprimerie societe entreprise garage "
      "magasin "
      "supermarche cooperative theatre cinema mediatheque bibliotheque musee bistrot loi lois "
      "prix plan "
      "programme dispositif projet logiciel ligne secteur circonscription arrondissement prison "
      "caserne ouvrage article revue journal traiteur etablissement etablissements ets sas sarl "
      "barreau prefecture mairie direction caisse banque credit mutuelle syndicat compagnie camp "
      "ime itep esat savs sessad impro cnam amphitheatre auditorium cimetiere stele monument "
      "aeroport port plage montagne mont col lac ile rade zone zac zup terrain aire fort moulin "
      "chateau tour-operateur navire bateau peniche fleuve riviere vallee maternite fete echelle "
      "test methode modele syndrome maladie score loi-cadre hypermarche laboratoire atelier");
  return kWords.Has(word);
}

bool IsParticle(string_view word) {
  static const WordSet kWords(
      "de du des d' la le l' van von den der da dos do das el al ben bou ould ait bin di del "
      "della y "
      "ter ten of dit dite e");
  return kWords.Has(word);
}

bool NeverName(string_view word) {
  static const WordSet kWords(
      "le la les l' un une des du de d' et ou a au aux en il elle ils elles on nous vous je tu "
      "me te "
      "se ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos qui que qu' quoi "
      "dont "
      "ou est sont ont pas ne n' y si mais donc or ni car puis alors ainsi pour par avec sans sous "
      "sur dans chez vers depuis pendant apres avant entre selon malgre lors quand comme lorsque "
      "lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin "
      "juillet aout septembre octobre novembre decembre monsieur madame mademoiselle mme mlle mr "
      "mmes objet date nom prenom prenoms adresse tel telephone mail courriel france europe etat "
      "republique conseil departemental president presidente directeur directrice maire prefet "
      "juge "
      "procureur docteur maitre rapport note bilan compte page annexe article loi code dossier "
      "situation service suite cordialement fait signature signe copie madame, nb ps rdv vad cr as "
      "ass aes ase pmi caf cpam msa rsa ccas cias udaf pjj spip aemo aed ip sie jaf je siao fsl "
      "dalo "
      "mdph aah apa ehpad cmp csapa chu chrs oqtf ofpra cnda ame c2s cmu hlm tribunal mairie "
      "prefecture oui non neant ras internet noel paques toussaint covid euro euros ramadan "
      "islam dieu facebook whatsapp instagram snapchat messenger tiktok youtube google etc n° no "
      "tous toutes tout toute autre autres aucun aucune chaque plusieurs celui celle ceux cela "
      "ca ici la-bas hier demain aujourd'hui jamais toujours rien personne bonjour bonsoir merci "
      "veuillez concernant concerne reference ref vu lu deux trois quatre cinq six sept huit "
      "neuf dix "
      "premier premiere petit-fils belle-mere beau-pere grand-mere grand-pere secteur epouse epoux "
      "pere mere fils fille enfant enfants famille frere soeur inconnu inconnue neant idem");
  return kWords.Has(word);
}

bool FollowsSubject(string_view word) {
  static const WordSet kWords(
      "a est n' ne s' se lui elle avait etait aura sera ont sont dit voudrait veut peut doit va "
      "y et "
      "qui , l' m' nous fait vient reste vit souhaite semble refuse demande accepte parle dort "
      "joue "
      "lit rit mange pleure grandit passe arrive revient part quitte appelle rappelle pense croit "
      "sait connait prend met garde porte montre explique raconte repond preferait prefere "
      "ne le les leur en");
  return kWords.Has(word);
}

}  // namespace expurge
