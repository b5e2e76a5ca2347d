/**
 * Names of rulers, popes, saints and figures of the Bible and of antiquity that each language has in a form of its own.
 * One person a line, the English first, then the stems in Latin letters (Cyrillic as `toLatin` gives it).
 */
const GIVEN = `
alexander alexandre alejandro alessandro aleksandr oleksandr aleksander alexandr
andrew andre andreas andres andrea andrei andrii andrzej ondrej antti
anne anna ana
anthony antoine anton antonio antony antoni antonin
benedict benoit benedikt benito benedetto bento benet benedykt
catherine katharina catalina caterina catarina katarzyna katerina ekaterin iekateryn
charles karl carlos carlo karel karol kaarle
christopher christophe christoph cristobal cristoforo cristovao krzysztof krystof khristofor
claudius claude claudio klaudiusz
clement clemens clemente
constantine constantin konstantin constantino costantino konstantyn
cyril cyrille cirilo cirillo cyryl kirill
daniel daniele danil danyil taniel
david davide dawid davyd
edward edouard eduard eduardo edoardo eetu
elizabeth elisabeth isabel elisabetta alzbet elzbiet elizavet ielyzavet
eugene eugen eugenio eugeniusz evgen ievgen evzen
ferdinand fernando ferdinando fernand
francis francois franz francisco francesco francesc franciscus franciszek frantisek frantsisk
frederick frederic friedrich federico fredrik frederik fryderyk bedrich fridrikh
george georges georg jorge giorgio jordi joris jerzy jiri georgii georgi yrjo
gregory gregoire gregor gregorio grzegorz rehor grigor
helen helene helena elena olena
henry henri heinrich enrique enrico henrique hendrik henryk jindrich genrikh
ignatius ignace ignaz ignacio ignazio ignacy
isaac izaak isak
isaiah isaie jesaja isaias isaia izajasz
jacob jacques jakob jacobo giacomo jaime jakub iakov
james jacques jakob santiago jaime giacomo tiago jaume jakub iakov
jeremiah jeremie jeremia jeremias jeremiasz
jerome hieronymus jeronimo girolamo hieronim
jesus jezus ježis jezis iisus isus jeesus gesu
joan jeanne johanna juana giovanna joana jana zhann
john jean johann johannes juan giovanni joao joan jan johanes ioan ivan janez juhana
joseph josef jose giuseppe josep jozef iosif yosyp joosef
julius jules julio giulio juliusz iulii
justinian justinien justiniano giustiniano justynian iustinian
lawrence laurent lorenz lorenzo lourenco wawrzyniec vavrinec lavrent
leo leon leone leao lev lew
louis ludwig luis luigi lluis lodewijk ludwik ludvik liudovik
lucas luc lukas luca lukasz lukas luka
luke luc lukas lucas luca lukasz luka
margaret marguerite margarethe margarita margherita malgorzata marketa margaryta
mark marc markus marcos marco marek
martin martino marcin
mary marie maria marija mariia
matthew matthieu matthaus mateo matteo mateus mateusz matous matvei matti
maurice moritz mauricio maurizio maurycy
maximilian maximilien maximiliano massimiliano maksymilian
michael michel miguel michele miquel michal mikhail mykhailo mikael
moses moise mose moises mojzesz mojzis moisei
nicholas nicolas nikolaus nicola niccolo nicolau mikolaj mikulas nikolai mykola
patrick patricio patrizio patryk
paul pablo paolo paulo pau pawel pavel pavlo paavali
peter pierre petrus pedro pietro pere piotr petr petro pekka
philip philippe philipp felipe filippo filip pylyp
pius pie pio
raphael rafael raffaello rafal
richard ricardo riccardo
robert roberto
rudolf rodolphe rodolfo rudolph
samson sanson samuel samuele
simon simeon szymon simone
solomon salomon salomo salomone
sophia sophie sofia zofia zofie
stephen etienne stephan esteban stefano estevao esteve szczepan stepan stefan stephane
sylvester silvestre silvester sylwester
theodore theodor teodoro teodor fedor fjodor
theresa therese teresa terezie tereza
thomas tomas tommaso tomasz foma khoma tuomas
timothy timothee timotheus timoteo tymoteusz timofei
urban urbain urbano
victor viktor vittorio
vincent vincenz vicente vincenzo wincenty vincenc
virgil virgile vergil virgilio wergiliusz
william guillaume wilhelm guillermo guglielmo guilherme guillem willem vilem vilgelm
xerxes xerces serse kserkses
aristotle aristote aristoteles aristotele arystoteles aristotel
plato platon platone platao
socrates socrate sokrates sokrat
homer homere homero omero homeros gomer
ptolemy ptolemee ptolemaus ptolomeo tolomeo ptolemeusz ptolemai
cicero ciceron cicerone cyceron tsitseron
ovid ovide ovidio owidiusz
livy livius livio liwiusz
pliny plinius plinio pliniusz pline plinii
trajan traianus trajano traiano trajanus
hadrian hadrien adriano hadrianus adrian
augustus auguste august augusto
confucius konfuzius confucio konfucjusz konfucius konfutsi
copernicus kopernikus copernico kopernik
columbus colomb kolumbus colon colombo kolumb
magellan magellano magallanes magalhaes
avicenna avicenne avicena ibn
genghis gengis dschingis dzyngis cingischan chinghis chingis
tutankhamun toutankhamon tutanchamun tutankamon tutanchamon tutankhamon
`;

let groups: Map<string, string[]> | null = null;

/** The other forms of a given name, as stems in Latin letters. @param latin by `toLatin` */
export function givenNameVariants(latin: string): readonly string[] {
  if (groups === null) {
    groups = new Map();
    for (const line of GIVEN.trim().split('\n')) {
      const [english, ...others] = line.split(' ');
      if (english !== undefined) groups.set(english, [...(groups.get(english) ?? []), ...others]);
    }
  }
  return groups.get(latin) ?? [];
}
